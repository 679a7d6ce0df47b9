package io.stakeout.cloudtrail;

import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * The strings of {@code userIdentity} that identify a caller, exactly as sent, for matching. Blank is absent (root's
 * {@code accessKeyId} may be {@code ""}).
 *
 * @param type for example IAMUser; absent on some AwsServiceEvent records although documented as always there
 * @param arn of the user or of the role <em>session</em>
 * @param invokedBy the service that made the call, with its own or with the caller's identity
 * @param issuerType sessionContext.sessionIssuer: the role of a session, the user of a federated one
 * @param sourceIdentity sessionContext.sourceIdentity, kept through role chains
 * @param onBehalfOfUserId Identity Center user
 * @param sessionCreationDate sessionContext.attributes.creationDate as text: with the principal id it names a console
 *     session, which uses many access keys
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity
 *     element</a>
 */
public record Principal(
        Optional<String> type,
        Optional<String> principalId,
        Optional<String> arn,
        Optional<String> accountId,
        Optional<String> accessKeyId,
        Optional<String> userName,
        Optional<String> invokedBy,
        Optional<String> issuerType,
        Optional<String> issuerArn,
        Optional<String> issuerPrincipalId,
        Optional<String> issuerUserName,
        Optional<String> sourceIdentity,
        Optional<String> onBehalfOfUserId,
        Optional<String> identityStoreArn,
        Optional<String> credentialId,
        Optional<String> sessionCreationDate) {

    private static final Principal NONE = of(MissingNode.getInstance());

    public Principal {
        Objects.requireNonNull(type);
        Objects.requireNonNull(principalId);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(accountId);
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(userName);
        Objects.requireNonNull(invokedBy);
        Objects.requireNonNull(issuerType);
        Objects.requireNonNull(issuerArn);
        Objects.requireNonNull(issuerPrincipalId);
        Objects.requireNonNull(issuerUserName);
        Objects.requireNonNull(sourceIdentity);
        Objects.requireNonNull(onBehalfOfUserId);
        Objects.requireNonNull(identityStoreArn);
        Objects.requireNonNull(credentialId);
        Objects.requireNonNull(sessionCreationDate);
    }

    /** Nobody: every string absent. */
    public static Principal none() {
        return NONE;
    }

    static Principal of(JsonNode identity) {
        JsonNode session = identity.path("sessionContext");
        JsonNode issuer = session.path("sessionIssuer");
        JsonNode behalf = identity.path("onBehalfOf");
        return new Principal(
                Nodes.text(identity, "type"),
                Nodes.text(identity, "principalId"),
                Nodes.text(identity, "arn"),
                Nodes.text(identity, "accountId"),
                Nodes.text(identity, "accessKeyId"),
                Nodes.text(identity, "userName"),
                Nodes.text(identity, "invokedBy"),
                Nodes.text(issuer, "type"),
                Nodes.text(issuer, "arn"),
                Nodes.text(issuer, "principalId"),
                Nodes.text(issuer, "userName"),
                Nodes.text(session, "sourceIdentity"),
                Nodes.text(behalf, "userId"),
                Nodes.text(behalf, "identityStoreArn"),
                Nodes.text(identity, "credentialId"),
                Nodes.text(session, "attributes", "creationDate"));
    }

    /**
     * Whether a service made this call with the caller's identity (a forward-access call): the consequence of another
     * call, not a decision of the caller.
     */
    public boolean consequence() {
        boolean caller = !type.equals(Optional.of("AWSService")) && (arn.isPresent() || accessKeyId.isPresent());
        return invokedBy.isPresent() && caller;
    }

    /**
     * What the many keys of a console session have in common, and no other session has: principal id, a blank, and when
     * the session was created. Role sessions have it too, whether in the console or not.
     */
    public Optional<String> consoleSession() {
        return principalId.flatMap(id -> sessionCreationDate.map(created -> id + " " + created));
    }
}
