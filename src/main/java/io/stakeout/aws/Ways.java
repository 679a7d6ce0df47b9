package io.stakeout.aws;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import io.stakeout.containment.control.AccessControlException;

/**
 * The ways into accounts and the organization. The one place where a role is assumed: for 15 minutes, the least that STS
 * gives, and with a session policy. Thread-safe.
 */
@Singleton
class Ways {

    private static final int SECONDS = 900;
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final AwsClients clients;
    private final OwnRoles roles;
    private final OwnIdentity self;

    Ways(AwsClients clients, OwnRoles roles, OwnIdentity self) {
        this.clients = clients;
        this.roles = roles;
        this.self = self;
    }

    SlotCalls slotCalls() {
        return new SlotCalls(roles.partition());
    }

    /** IAM of an account, by the role there; without any such role, of our own account by our own credentials. */
    Way<IamClient> intoAccount(String account, String session, SessionPolicy policy) {
        roles.requireCloud();
        Optional<String> role = roles.execution(account);
        if (role.isPresent()) {
            AwsClients.Assumed assumed = assume(role.get(), session, policy);
            return new Way<>(clients.iam(Optional.of(assumed)), new AwsCalls(role.get()), Optional.of(assumed.keyId()));
        }
        if (!self.account().equals(account)) {
            throw new AccessControlException.Permanent(
                    "no-execution-role",
                    "Account " + account + " is not our own, and stakeout.aws.execution-role names no role to assume"
                            + " there. Nothing was called.",
                    null);
        }
        return new Way<>(clients.iam(Optional.empty()), new AwsCalls(self.arn()), Optional.empty());
    }

    /**
     * A detector's service in an account, by the role there; without any such role, in our own account by our own
     * credentials.
     */
    <C extends SdkAutoCloseable> Way<C> intoFindings(
            Optional<String> name,
            String account,
            String session,
            SessionPolicy policy,
            Function<Optional<AwsClients.Assumed>, C> client) {
        roles.requireCloud();
        if (name.isPresent()) {
            String role = "arn:" + partition() + ":iam::" + account + ":role/" + name.get();
            AwsClients.Assumed assumed = assume(role, session, policy);
            return new Way<>(client.apply(Optional.of(assumed)), new AwsCalls(role), Optional.of(assumed.keyId()));
        }
        if (!self.account().equals(account)) {
            throw new AccessControlException.Permanent(
                    "no-findings-role",
                    "Account " + account + " is not our own, and stakeout.aws.findings.role names no role to assume"
                            + " there. Nothing was called.",
                    null);
        }
        return new Way<>(client.apply(Optional.empty()), new AwsCalls(self.arn()), Optional.empty());
    }

    String partition() {
        return roles.partition();
    }

    /** Organizations, by the role in the management account or that of the delegated administrator. */
    Way<OrganizationsClient> intoOrganization(String session, SessionPolicy policy) {
        roles.requireCloud();
        String role = roles.organization()
                .orElseThrow(() -> new AccessControlException.Permanent(
                        "no-organization-role",
                        "stakeout.aws.organization-role names no role that may change service control policies."
                                + " Nothing was called.",
                        null));
        AwsClients.Assumed assumed = assume(role, session, policy);
        return new Way<>(clients.organizations(assumed), new AwsCalls(role), Optional.of(assumed.keyId()));
    }

    private AwsClients.Assumed assume(String role, String session, SessionPolicy policy) {
        if (!SESSION.matcher(session).matches()) {
            throw new AccessControlException.Permanent(
                    "malformed-session-name",
                    "A session's name has 2 to 64 letters, digits and _+=,.@-; this one hasn't. Nothing was called.",
                    null);
        }
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(role)
                .roleSessionName(session)
                .durationSeconds(SECONDS)
                .externalId(roles.externalId().orElse(null))
                .policy(policy.text())
                .build();
        return OwnIdentity.OWN.make("sts:AssumeRole of " + role, () -> clients.assume(request));
    }
}
