package io.stakeout.drill.trail;

import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.trail.CallerIdentity.Type;
import io.stakeout.drill.trail.SessionContext.Issuer;

/**
 * {@code userIdentity} as real records have it.
 *
 * <ul>
 *   <li>A service is its {@code invokedBy} alone; in a service event it has an account and no {@code type}.
 *   <li>A caller of another account is type, principal id and account, nothing else.
 *   <li>A long-term key has no {@code sessionContext}.
 *   <li>Records of version 1.08, which STS and the sign-in still write, carry an empty {@code webIdFederationData}, and
 *       an empty {@code sessionIssuer} for a user's own session; later versions leave both out.
 *   <li>{@code mfaAuthenticated} is a string.
 * </ul>
 */
final class IdentityJson {

    private IdentityJson() {}

    /** @param eventVersion of the record that it is for */
    static ObjectNode of(CallerIdentity caller, String eventVersion, boolean serviceEvent) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (serviceEvent && caller.type() == Type.AWS_SERVICE) {
            put(json, "accountId", caller.accountId());
        } else {
            json.put("type", caller.type().text());
            members(json, caller);
        }
        caller.session()
                .ifPresent(session -> json.set("sessionContext", session(session, eventVersion.equals("1.08"))));
        caller.invokedBy().ifPresent(service -> json.put("invokedBy", service));
        return json;
    }

    private static void members(ObjectNode json, CallerIdentity caller) {
        switch (caller.type()) {
            case AWS_SERVICE -> {}
            case AWS_ACCOUNT -> {
                put(json, "principalId", caller.principalId());
                put(json, "accountId", caller.accountId());
            }
            case IDENTITY_CENTER_USER -> {
                put(json, "accountId", caller.accountId());
                json.putObject("onBehalfOf").put("userId", caller.principalId()).put("identityStoreArn", caller.arn());
                caller.accessKeyId().ifPresent(id -> json.put("credentialId", id));
            }
            default -> principal(json, caller);
        }
    }

    private static void principal(ObjectNode json, CallerIdentity caller) {
        put(json, "principalId", caller.principalId());
        put(json, "arn", caller.arn());
        put(json, "accountId", caller.accountId());
        caller.accessKeyId().ifPresent(id -> json.put("accessKeyId", id));
        caller.userName().ifPresent(name -> json.put("userName", name));
    }

    private static ObjectNode session(SessionContext session, boolean withEmptyMembers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        session.issuer().ifPresent(issuer -> json.set("sessionIssuer", issuer(issuer)));
        if (withEmptyMembers) {
            json.withObjectProperty("sessionIssuer");
            json.putObject("webIdFederationData");
        }
        json.putObject("attributes")
                .put(
                        "creationDate",
                        session.creationDate().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("mfaAuthenticated", Boolean.toString(session.mfaAuthenticated()));
        session.sourceIdentity().ifPresent(name -> json.put("sourceIdentity", name));
        session.ec2RoleDelivery().ifPresent(version -> json.put("ec2RoleDelivery", version));
        return json;
    }

    private static ObjectNode issuer(Issuer issuer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", issuer.type())
                .put("principalId", issuer.principalId())
                .put("arn", issuer.arn())
                .put("accountId", issuer.accountId())
                .put("userName", issuer.userName());
    }

    private static void put(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
