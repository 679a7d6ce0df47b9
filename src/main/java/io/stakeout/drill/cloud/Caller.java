package io.stakeout.drill.cloud;

import java.util.Map;
import java.util.Optional;

import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.policy.Principal;
import io.stakeout.drill.trail.CallerIdentity;
import io.stakeout.drill.world.Permissions;

/**
 * Who makes a call, authenticated.
 *
 * @param permissions of the user or role behind it, as authorisation sees them; a root has none
 * @param identity as CloudTrail tells it
 * @param tags of the principal: those of the user or role, overlaid by those of the session
 * @param owner the name of the user or role
 */
public record Caller(
        Principal principal,
        CredentialKind credential,
        String accessKeyId,
        Optional<Session> session,
        Permissions permissions,
        CallerIdentity identity,
        String owner,
        Map<String, String> tags) {

    public String account() {
        return principal.accountId();
    }

    /** The ARN that messages and GetCallerIdentity tell: the session's, when it is one. */
    public String arn() {
        return principal.sessionArn().orElse(principal.arn());
    }
}
