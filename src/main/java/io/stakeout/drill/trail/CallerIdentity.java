package io.stakeout.drill.trail;

import java.util.Objects;
import java.util.Optional;

/**
 * Who called, as CloudTrail's {@code userIdentity} tells it. Immutable.
 *
 * <p>An empty text is left out of the record; an access key id that is present and empty is written as {@code ""}, as
 * a failed sign-in does. What each type shows: {@link IdentityJson}.
 *
 * @param type what kind of principal
 * @param accountId twelve digits; empty for a service that acts on its own
 * @param principalId for example {@code AIDA…}, {@code AROA…:SESSION}, {@code ACCOUNT:NAME}; of an Identity Center user
 *     the id in its identity store
 * @param arn of the user, the root or the session; of an Identity Center user the ARN of its identity store
 * @param userName of an IAM user; of the root the alias of its account, where it has one
 * @param accessKeyId the key that signed; of an Identity Center user the credential's id
 * @param session present exactly when the call was signed with temporary credentials
 * @param invokedBy the service that made the call, for itself or with the caller's identity
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity</a>
 */
public record CallerIdentity(
        Type type,
        String accountId,
        String principalId,
        String arn,
        Optional<String> userName,
        Optional<String> accessKeyId,
        Optional<SessionContext> session,
        Optional<String> invokedBy) {

    /** The kinds of principal, by the name that CloudTrail gives them. */
    public enum Type {
        ROOT("Root"),
        IAM_USER("IAMUser"),
        ASSUMED_ROLE("AssumedRole"),
        FEDERATED_USER("FederatedUser"),
        /** The caller of another account, in the record that the account which was called gets. */
        AWS_ACCOUNT("AWSAccount"),
        AWS_SERVICE("AWSService"),
        IDENTITY_CENTER_USER("IdentityCenterUser");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** As in {@code userIdentity.type}. */
        public String text() {
            return text;
        }
    }

    public CallerIdentity {
        Objects.requireNonNull(type);
        Objects.requireNonNull(accountId);
        Objects.requireNonNull(principalId);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(userName);
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(session);
        Objects.requireNonNull(invokedBy);
    }

    /** A service that acts on its own, for example {@code ec2.amazonaws.com}. */
    public static CallerIdentity service(String host) {
        return new CallerIdentity(
                Type.AWS_SERVICE, "", "", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(host));
    }

    /** What the account that is called is told of a caller from elsewhere: the ids alone. */
    public CallerIdentity fromAbroad() {
        return new CallerIdentity(
                Type.AWS_ACCOUNT,
                accountId,
                principalId,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same caller, whose call a service makes: no key of the caller is shown. */
    public CallerIdentity through(String service) {
        return new CallerIdentity(
                type, accountId, principalId, arn, userName, Optional.empty(), session, Optional.of(service));
    }
}
