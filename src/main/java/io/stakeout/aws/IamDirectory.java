package io.stakeout.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.plan.PrincipalRef;

/** Reads users and roles, by the same roles as their access is cut and by a session that may only read. Thread-safe. */
@Singleton
class IamDirectory implements Directory {

    private static final String SESSION = "stakeout-preview";

    /** Where AWS has nothing to tell of a key's last use. */
    private static final String NOT_APPLICABLE = "N/A";

    private final Ways ways;

    IamDirectory(Ways ways) {
        this.ways = ways;
    }

    @Override
    public List<String> calls(PrincipalRef principal) {
        return Previews.calls(principal);
    }

    @Override
    public Profile profile(PrincipalRef principal) {
        if (principal.kind() == PrincipalRef.Kind.ROOT) {
            throw new AccessControlException.Permanent(
                    "root", "IAM tells nothing of an account's root. Nothing was called.", null);
        }
        try (Way<IamClient> way =
                ways.intoAccount(principal.account(), SESSION, ways.slotCalls().preview(principal))) {
            return principal.kind() == PrincipalRef.Kind.USER ? user(principal, way) : role(principal, way);
        }
    }

    private static Profile user(PrincipalRef principal, Way<IamClient> way) {
        IamClient iam = way.client();
        AwsCalls calls = way.calls();
        String name = principal.name();
        User user = new UserBearer(name, iam, calls).get();
        UserCredentials credentials = new UserCredentials(name, iam, calls);
        return new Profile(
                principal,
                user.arn(),
                user.createDate(),
                Optional.ofNullable(user.passwordLastUsed()),
                tags(user.tags()),
                credentials.keys().stream().map(key -> key(key, way)).toList(),
                credentials.password().isPresent(),
                boundary(user.permissionsBoundary()),
                calls.make(
                        "iam:ListUserPolicies",
                        () -> iam.listUserPoliciesPaginator(request -> request.userName(name)).policyNames().stream()
                                .toList()),
                calls.make(
                        "iam:ListAttachedUserPolicies",
                        () -> arns(iam.listAttachedUserPoliciesPaginator(request -> request.userName(name))
                                .attachedPolicies())),
                0);
    }

    private static Profile role(PrincipalRef principal, Way<IamClient> way) {
        IamClient iam = way.client();
        AwsCalls calls = way.calls();
        String name = principal.name();
        Role role = new RoleBearer(name, iam, calls).get();
        return new Profile(
                principal,
                role.arn(),
                role.createDate(),
                Optional.ofNullable(role.roleLastUsed()).map(RoleLastUsed::lastUsedDate),
                tags(role.tags()),
                List.of(),
                false,
                boundary(role.permissionsBoundary()),
                calls.make(
                        "iam:ListRolePolicies",
                        () -> iam.listRolePoliciesPaginator(request -> request.roleName(name)).policyNames().stream()
                                .toList()),
                calls.make(
                        "iam:ListAttachedRolePolicies",
                        () -> arns(iam.listAttachedRolePoliciesPaginator(request -> request.roleName(name))
                                .attachedPolicies())),
                Optional.ofNullable(role.maxSessionDuration()).orElse(0));
    }

    private static Key key(AccessKeyMetadata key, Way<IamClient> way) {
        AccessKeyLastUsed use = way.calls()
                .make(
                        "iam:GetAccessKeyLastUsed",
                        () -> way.client()
                                .getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId()))
                                .accessKeyLastUsed());
        Optional<Instant> time = Optional.ofNullable(use).map(AccessKeyLastUsed::lastUsedDate);
        return new Key(
                key.accessKeyId(),
                key.statusAsString(),
                time,
                told(Optional.ofNullable(use).map(AccessKeyLastUsed::serviceName)),
                told(Optional.ofNullable(use).map(AccessKeyLastUsed::region)));
    }

    private static Optional<String> told(Optional<String> text) {
        return text.filter(value -> !value.equals(NOT_APPLICABLE));
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static Optional<String> boundary(AttachedPermissionsBoundary boundary) {
        return Optional.ofNullable(boundary).map(AttachedPermissionsBoundary::permissionsBoundaryArn);
    }

    private static List<String> arns(Iterable<AttachedPolicy> policies) {
        List<String> arns = new ArrayList<>();
        policies.forEach(policy -> arns.add(policy.policyArn()));
        return arns;
    }
}
