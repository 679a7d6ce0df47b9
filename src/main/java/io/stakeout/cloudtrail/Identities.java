package io.stakeout.cloudtrail;

import java.util.Optional;

/** Tells the kinds of {@link Identity} apart: by {@code type}, and by the ARN where the type is absent or unheard of. */
final class Identities {

    private Identities() {}

    static Identity of(Principal p) {
        return switch (p.type().orElse("")) {
            case "IAMUser" -> user(p);
            case "Root" -> root(p);
            case "AssumedRole" -> session(p);
            case "Role" -> new Identity.PersistentRole(arnName(p).orElse("a role"), arnOrId(p));
            case "FederatedUser" -> federated(p);
            case "SAMLUser" ->
                new Identity.SamlUser(name(p, "a SAML user"), p.principalId().orElse(""));
            case "WebIdentityUser" ->
                new Identity.WebIdentityUser(
                        name(p, "a web identity user"), p.principalId().orElse(""));
            case "IdentityCenterUser" -> identityCenter(p);
            case "AWSAccount" -> account(p);
            case "AWSService" -> service(p);
            default -> byArn(p);
        };
    }

    private static Identity byArn(Principal p) {
        String arn = p.arn().orElse("");
        if (arn.contains(":assumed-role/")) {
            return session(p);
        }
        if (arn.contains(":federated-user/")) {
            return federated(p);
        }
        if (arn.contains(":user/")) {
            return user(p);
        }
        if (arn.endsWith(":root")) {
            return root(p);
        }
        return withoutArn(p);
    }

    /** Sign-ins of Identity Center were Unknown before July 2025; service events have no type at all. */
    private static Identity withoutArn(Principal p) {
        if (p.onBehalfOfUserId().isPresent()) {
            return identityCenter(p);
        }
        if (p.invokedBy().isPresent() && p.arn().isEmpty()) {
            return service(p);
        }
        String told =
                p.arn().or(p::principalId).or(p::userName).or(p::accountId).orElse("");
        return new Identity.Unknown(told);
    }

    private static Identity user(Principal p) {
        String name = p.userName().or(() -> arnName(p)).or(p::principalId).orElse("an IAM user");
        return new Identity.IamUser(name, idOrArn(p));
    }

    private static Identity root(Principal p) {
        return new Identity.Root(p.accountId().orElse(""), arnOrId(p));
    }

    private static Identity session(Principal p) {
        String[] arn = p.arn().orElse("").split("/", 3);
        String role = p.issuerUserName().orElse(arn.length > 1 ? arn[1] : "a role");
        String session = arn.length > 2 ? arn[2] : afterColon(p.principalId().orElse(""));
        return new Identity.AssumedRoleSession(role, session, p.issuerArn().orElse(""), idOrArn(p));
    }

    private static Identity federated(Principal p) {
        String name = arnName(p).orElseGet(() -> afterColon(p.principalId().orElse("a federated user")));
        String key = p.issuerArn().orElseGet(() -> arnOrId(p));
        return new Identity.FederatedUser(name, p.issuerUserName().orElse(""), key);
    }

    private static Identity identityCenter(Principal p) {
        String user = p.onBehalfOfUserId().or(p::principalId).or(p::userName).orElse("");
        String store = p.identityStoreArn().orElse("");
        return new Identity.IdentityCenterUser(user, store, store.isEmpty() ? user : store + "/" + user);
    }

    private static Identity account(Principal p) {
        String id = p.principalId().orElse("");
        String account = p.accountId().orElse("");
        return new Identity.AwsAccount(account, id, id.isEmpty() ? account : id);
    }

    private static Identity service(Principal p) {
        String name = p.invokedBy().or(p::userName).or(p::principalId).orElse("an AWS service");
        return new Identity.AwsService(name, p.invokedBy().orElse(""));
    }

    private static String name(Principal p, String otherwise) {
        return p.userName()
                .or(() -> p.principalId().map(Identities::afterColon))
                .orElse(otherwise);
    }

    private static String idOrArn(Principal p) {
        return p.principalId().or(p::arn).orElse("");
    }

    private static String arnOrId(Principal p) {
        return p.arn().or(p::principalId).orElse("");
    }

    private static Optional<String> arnName(Principal p) {
        return p.arn().map(arn -> arn.substring(arn.lastIndexOf('/') + 1)).filter(name -> !name.isBlank());
    }

    private static String afterColon(String id) {
        return id.substring(id.lastIndexOf(':') + 1);
    }
}
