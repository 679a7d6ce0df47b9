package io.stakeout.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.Standing;

/**
 * A user.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html">GetUserPolicy</a>
 */
record UserBearer(String name, IamClient iam, AwsCalls calls) implements Bearer {

    @Override
    public Standing standing() {
        User user = get();
        Map<String, String> tags = user.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        return new Standing(user.arn(), user.userId(), tags);
    }

    User get() {
        return calls.make(
                "iam:GetUser",
                () -> iam.getUser(request -> request.userName(name)).user());
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
                    "iam:GetUserPolicy",
                    () -> iam.getUserPolicy(request -> request.userName(name).policyName(policy))
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
                    "iam:PutUserPermissionsBoundary",
                    () -> RequestIds.of(iam.putUserPermissionsBoundary(
                            request -> request.userName(name).permissionsBoundary(arn.get()))));
        }
        return removed(
                "iam:DeleteUserPermissionsBoundary",
                () -> RequestIds.of(iam.deleteUserPermissionsBoundary(request -> request.userName(name))));
    }

    @Override
    public List<String> putPolicy(String policy, Optional<String> document) {
        if (document.isPresent()) {
            return calls.make(
                    "iam:PutUserPolicy",
                    () -> RequestIds.of(iam.putUserPolicy(
                            request -> request.userName(name).policyName(policy).policyDocument(document.get()))));
        }
        return removed(
                "iam:DeleteUserPolicy",
                () -> RequestIds.of(
                        iam.deleteUserPolicy(request -> request.userName(name).policyName(policy))));
    }

    /** What somebody else has removed meanwhile is removed, unless it went with the whole user. */
    private List<String> removed(String call, Supplier<List<String>> work) {
        try {
            return calls.make(call, work);
        } catch (AccessControlException.Gone e) {
            get();
            return e.requestId().stream().toList();
        }
    }
}
