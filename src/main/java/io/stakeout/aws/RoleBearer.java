package io.stakeout.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.Standing;

/**
 * A role.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html">GetRolePolicy</a>
 */
record RoleBearer(String name, IamClient iam, AwsCalls calls) implements Bearer {

    @Override
    public Standing standing() {
        Role role = get();
        Map<String, String> tags = role.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        return new Standing(role.arn(), role.roleId(), tags);
    }

    Role get() {
        return calls.make(
                "iam:GetRole",
                () -> iam.getRole(request -> request.roleName(name)).role());
    }

    @Override
    public Optional<String> boundary() {
        return Optional.ofNullable(get().permissionsBoundary())
                .map(AttachedPermissionsBoundary::permissionsBoundaryArn);
    }

    @Override
    public Optional<String> policy(String policy) {
        try {
            String encoded = calls.make(
                    "iam:GetRolePolicy",
                    () -> iam.getRolePolicy(request -> request.roleName(name).policyName(policy))
                            .policyDocument());
            return Optional.of(PolicyText.decode(encoded));
        } catch (AccessControlException.Gone e) {
            get();
            return Optional.empty();
        }
    }

    @Override
    public List<String> putBoundary(Optional<String> arn) {
        if (arn.isPresent()) {
            return calls.make(
                    "iam:PutRolePermissionsBoundary",
                    () -> RequestIds.of(iam.putRolePermissionsBoundary(
                            request -> request.roleName(name).permissionsBoundary(arn.get()))));
        }
        return removed(
                "iam:DeleteRolePermissionsBoundary",
                () -> RequestIds.of(iam.deleteRolePermissionsBoundary(request -> request.roleName(name))));
    }

    @Override
    public List<String> putPolicy(String policy, Optional<String> document) {
        if (document.isPresent()) {
            return calls.make(
                    "iam:PutRolePolicy",
                    () -> RequestIds.of(iam.putRolePolicy(
                            request -> request.roleName(name).policyName(policy).policyDocument(document.get()))));
        }
        return removed(
                "iam:DeleteRolePolicy",
                () -> RequestIds.of(
                        iam.deleteRolePolicy(request -> request.roleName(name).policyName(policy))));
    }

    /** What somebody else has removed meanwhile is removed, unless it went with the whole role. */
    private List<String> removed(String call, Supplier<List<String>> work) {
        try {
            return calls.make(call, work);
        } catch (AccessControlException.Gone e) {
            get();
            return e.requestId().stream().toList();
        }
    }
}
