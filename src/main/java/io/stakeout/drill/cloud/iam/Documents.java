package io.stakeout.drill.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.policy.MalformedPolicy;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.world.World;

/** Policy documents as they are stored: well-formed, small enough, and trusting only whom there is. */
final class Documents {

    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    static String identity(Call call) throws ApiError {
        return parsed(call, "PolicyDocument", PolicyDocument.Kind.IDENTITY);
    }

    static String managed(Call call) throws ApiError {
        String document = identity(call);
        if (Limits.size(document) > Limits.MANAGED_POLICY) {
            throw Limits.exceeded("PolicySize", Limits.MANAGED_POLICY);
        }
        return document;
    }

    /** A trust policy; whether its principals exist is a question of the moment, see {@link #principals}. */
    static String trust(Call call, String parameter) throws ApiError {
        String document = parsed(call, parameter, PolicyDocument.Kind.TRUST);
        if (Limits.size(document) > Limits.TRUST_POLICY) {
            throw Limits.exceeded("ACLSizePerRole", Limits.TRUST_POLICY);
        }
        return document;
    }

    private static String parsed(Call call, String parameter, PolicyDocument.Kind kind) throws ApiError {
        String document = call.parameters().text(parameter);
        if (document.length() > Limits.DOCUMENT) {
            throw Checks.constraint(
                    document.substring(0, 40) + "…",
                    parameter,
                    "Member must have length less than or equal to " + Limits.DOCUMENT);
        }
        try {
            PolicyDocument.parse(document, kind);
            return document;
        } catch (MalformedPolicy e) {
            throw ApiError.malformedPolicy(e.getMessage());
        }
    }

    /** Refuses a trust policy that names a user or role which isn't there, of an account that this cloud has. */
    static void principals(World world, String document) throws ApiError {
        for (String principal : named(document)) {
            if (!exists(world, principal)) {
                throw ApiError.malformedPolicy("Invalid principal in policy: \"AWS\":\"" + principal + "\"");
            }
        }
    }

    private static List<String> named(String document) {
        List<String> named = new ArrayList<>();
        JsonNode statements = tree(document).path("Statement");
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            for (String member : List.of("Principal", "NotPrincipal")) {
                JsonNode principals = statement.path(member).path("AWS");
                for (JsonNode principal : principals.isArray() ? principals : List.of(principals)) {
                    Optional.ofNullable(principal.textValue()).ifPresent(named::add);
                }
            }
        }
        return named;
    }

    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document is parsed before its principals are looked up", e);
        }
    }

    private static boolean exists(World world, String principal) {
        if (principal.matches("A(ID|RO)A[A-Z0-9]{10,}")) {
            return world.accounts().values().stream()
                    .anyMatch(account -> account.users().values().stream()
                                    .anyMatch(user -> user.entity().id().equals(principal))
                            || account.roles().values().stream()
                                    .anyMatch(role -> role.entity().id().equals(principal)));
        }
        String[] parts = principal.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("iam") || !world.accounts().containsKey(parts[4])) {
            return true;
        }
        String name = parts[5].substring(parts[5].lastIndexOf('/') + 1);
        return switch (parts[5].substring(0, Math.max(0, parts[5].indexOf('/')))) {
            case "user" ->
                world.account(parts[4])
                        .user(name)
                        .filter(user -> user.arn().equals(principal))
                        .isPresent();
            case "role" ->
                world.account(parts[4])
                        .role(name)
                        .filter(role -> role.arn().equals(principal))
                        .isPresent();
            case "group" -> false;
            default -> true;
        };
    }
}
