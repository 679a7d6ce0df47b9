package io.stakeout.drill.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * Who calls.
 *
 * @param accountId twelve digits; empty for a service
 * @param arn of the user, of the <em>role</em> for a session, of the root user, of the federated user; for a service its
 *     name such as {@code ec2.amazonaws.com}, for somebody whom an identity provider vouches for the provider's ARN
 * @param sessionArn the assumed-role ARN; there for a role session only
 * @param userId {@code AIDA…}, {@code AROA…:session}, the account of a root user, {@code account:name} of a federated
 *     user; empty for a service
 * @param serviceLinked a session of a service-linked role, which service control policies don't reach
 */
public record Principal(
        Kind kind, String accountId, String arn, Optional<String> sessionArn, String userId, boolean serviceLinked) {

    /** See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
    public enum Kind {
        ROOT,
        USER,
        ROLE_SESSION,
        FEDERATED_USER,
        SERVICE
    }

    public Principal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(userId, "userId");
        if (sessionArn.isPresent() != (kind == Kind.ROLE_SESSION)) {
            throw new IllegalArgumentException("a role session has a session ARN, and nobody else has");
        }
    }

    /** @param userId {@code AIDA…} */
    public static Principal user(String accountId, String arn, String userId) {
        return new Principal(Kind.USER, accountId, arn, Optional.empty(), userId, false);
    }

    /** The root user of an account. */
    public static Principal root(String accountId) {
        return new Principal(Kind.ROOT, accountId, rootArn(accountId), Optional.empty(), accountId, false);
    }

    /** @param userId {@code AROA…:session} */
    public static Principal roleSession(String accountId, String roleArn, String sessionArn, String userId) {
        return new Principal(Kind.ROLE_SESSION, accountId, roleArn, Optional.of(sessionArn), userId, false);
    }

    /** @param name such as {@code ec2.amazonaws.com} */
    public static Principal service(String name) {
        return new Principal(Kind.SERVICE, "", name, Optional.empty(), "", false);
    }

    static String rootArn(String accountId) {
        return "arn:aws:iam::" + accountId + ":root";
    }

    /** What a policy keeps of this principal when its ARN no longer exists: the id without the name of the session. */
    String uniqueId() {
        int colon = userId.indexOf(':');
        return kind == Kind.ROLE_SESSION && colon >= 0 ? userId.substring(0, colon) : userId;
    }
}
