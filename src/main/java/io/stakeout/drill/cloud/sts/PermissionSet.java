package io.stakeout.drill.cloud.sts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.Session;
import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.world.Role;

/**
 * What Identity Center does for a person: it hands out a session of a permission set's role, named after the person, in
 * whose requests the key {@code identitystore:userId} is the person's id.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/userguide/prereqs-revoking-user-permissions.html">Revoke
 *     active IAM role sessions created by permission sets</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html">Condition
 *     keys of the identity store</a>
 */
public final class PermissionSet {

    private static final int SECONDS = 3_600;

    private PermissionSet() {}

    /**
     * Hands a person a session.
     *
     * @param userId the person's id in the identity store
     * @param userName by which the session is called
     */
    public static Session handOut(Cloud cloud, Role role, String userId, String userName) {
        Session session = new Session(
                cloud.ids().unique("ASIA"),
                cloud.ids().secret(),
                cloud.ids().token(),
                CredentialKind.ROLE_SESSION,
                role.entity().account(),
                role.name(),
                role.entity().id(),
                userName,
                cloud.now(),
                cloud.now().plusSeconds(SECONDS),
                true,
                false,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(userId));
        cloud.open(session);
        return session;
    }
}
