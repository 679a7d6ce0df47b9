package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One row of the table. Policies are written as AWS writes them, or by a name of the file's head, or as their statements
 * alone, which then are of version 2012-10-17.
 *
 * @param file where it stands
 * @param by which type of policy settles it; empty where several would do
 */
record PolicyCase(
        String file,
        String name,
        String page,
        String rule,
        Principal principal,
        CredentialKind credential,
        Request request,
        Applicable policies,
        String expected,
        Optional<PolicyType> by) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static PolicyCase read(String file, JsonNode head, JsonNode row) throws MalformedPolicy {
        JsonNode principal = head.path("principals").path(row.path("principal").asText());
        return new PolicyCase(
                file,
                row.path("name").asText(),
                row.path("page").asText(),
                row.path("rule").asText(),
                principal(principal),
                CredentialKind.valueOf(row.path("credential")
                        .asText(principal.path("credential").asText())),
                request(row.path("request")),
                policies(head.path("policies"), row),
                row.path("expect").asText(),
                text(row, "by").map(PolicyType::valueOf));
    }

    private static Principal principal(JsonNode node) {
        return new Principal(
                Principal.Kind.valueOf(node.path("kind").asText()),
                node.path("account").asText(),
                node.path("arn").asText(),
                text(node, "session"),
                node.path("userId").asText(),
                node.path("serviceLinked").asBoolean());
    }

    private static Request request(JsonNode node) {
        Map<String, List<String>> context = JSON.convertValue(node.path("context"), new TypeReference<>() {});
        return new Request(
                node.path("action").asText(), node.path("resource").asText(), context == null ? Map.of() : context);
    }

    private static Applicable policies(JsonNode shared, JsonNode row) throws MalformedPolicy {
        Applicable policies = Applicable.none().withIdentity(all(shared, row.path("identity")));
        if (row.has("boundary")) {
            policies = policies.withBoundary(policy(shared, row.path("boundary"), PolicyDocument.Kind.IDENTITY));
        }
        if (row.has("session")) {
            policies = policies.withSession(all(shared, row.path("session")));
        }
        List<List<NamedPolicy>> levels = new ArrayList<>();
        for (JsonNode level : row.path("serviceControl")) {
            levels.add(all(shared, level));
        }
        policies = policies.withServiceControl(levels);
        return row.has("resource") ? policies.withResource(resource(shared, row.path("resource"))) : policies;
    }

    private static ResourcePolicy resource(JsonNode shared, JsonNode node) throws MalformedPolicy {
        boolean trust = node.has("trust");
        return new ResourcePolicy(
                policy(
                        shared,
                        node.path(trust ? "trust" : "policy"),
                        trust ? PolicyDocument.Kind.TRUST : PolicyDocument.Kind.RESOURCE),
                node.path("account").asText(),
                trust || node.path("required").asBoolean());
    }

    private static List<NamedPolicy> all(JsonNode shared, JsonNode list) throws MalformedPolicy {
        List<NamedPolicy> policies = new ArrayList<>();
        for (JsonNode one : list) {
            policies.add(policy(shared, one, PolicyDocument.Kind.IDENTITY));
        }
        return policies;
    }

    private static NamedPolicy policy(JsonNode shared, JsonNode node, PolicyDocument.Kind kind) throws MalformedPolicy {
        JsonNode written = node.isTextual() ? shared.path(node.textValue()) : node;
        return NamedPolicy.inline(
                "policy", PolicyDocument.parse(document(written).toString(), kind));
    }

    private static JsonNode document(JsonNode written) {
        if (written.has("Statement")) {
            return written;
        }
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        document.set("Statement", written);
        return document;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }

    @Override
    public String toString() {
        return name;
    }
}
