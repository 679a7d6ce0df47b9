package io.stakeout.drill.trail;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What CloudTrail tells of temporary credentials. Immutable.
 *
 * @param creationDate when they were issued; a console session keeps the moment of its sign-in
 * @param mfaAuthenticated whether a second factor was shown for them
 * @param issuer the role, or whoever asked for a federation token; a user's own session has none
 * @param sourceIdentity set when a role was assumed, and kept through every further role
 * @param ec2RoleDelivery {@code 1.0} or {@code 2.0}: by which version of an instance's metadata they were had
 * @param fromConsole whether they are those of a console session
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">sessionContext</a>
 */
public record SessionContext(
        Instant creationDate,
        boolean mfaAuthenticated,
        Optional<Issuer> issuer,
        Optional<String> sourceIdentity,
        Optional<String> ec2RoleDelivery,
        boolean fromConsole) {

    /**
     * Of whom the credentials are.
     *
     * @param type {@code Role}, {@code IAMUser} or {@code Root}
     * @param principalId for example {@code AROA…}
     * @param arn with its path, which the ARN of a session lacks
     * @param accountId twelve digits
     * @param userName the role's or the user's name
     */
    public record Issuer(String type, String principalId, String arn, String accountId, String userName) {

        public Issuer {
            Objects.requireNonNull(type);
            Objects.requireNonNull(principalId);
            Objects.requireNonNull(arn);
            Objects.requireNonNull(accountId);
            Objects.requireNonNull(userName);
        }
    }

    public SessionContext {
        Objects.requireNonNull(creationDate);
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(sourceIdentity);
        Objects.requireNonNull(ec2RoleDelivery);
    }

    /** Credentials that are not those of a console session. */
    public SessionContext(
            Instant creationDate,
            boolean mfaAuthenticated,
            Optional<Issuer> issuer,
            Optional<String> sourceIdentity,
            Optional<String> ec2RoleDelivery) {
        this(creationDate, mfaAuthenticated, issuer, sourceIdentity, ec2RoleDelivery, false);
    }
}
