package io.stakeout.containment.plan;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The policy document that all plans on one principal share: a list of denies, each with the id of the plan's statement.
 * Pure: what is there goes in, what has to be there comes out.
 */
public final class DenyList {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "2012-10-17";

    private DenyList() {}

    /**
     * The document with the statement, in place of one with the same id.
     *
     * @param document what is there; empty when nothing is
     * @throws IllegalArgumentException when what is there is no list of statements: somebody else's, which is left alone
     */
    public static String with(Optional<String> document, String sid, String statement) {
        ObjectNode policy = document.map(DenyList::parse).orElseGet(DenyList::fresh);
        ArrayNode statements = statements(policy);
        remove(statements, sid);
        statements.add(read(statement));
        return policy.toString();
    }

    /** The document without the statement; nothing when none is left. */
    public static Optional<String> without(Optional<String> document, String sid) {
        if (document.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode policy = parse(document.get());
        ArrayNode statements = statements(policy);
        remove(statements, sid);
        return statements.isEmpty() ? Optional.empty() : Optional.of(policy.toString());
    }

    /** The statement with this id, as it is there. */
    public static Optional<String> statement(Optional<String> document, String sid) {
        if (document.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode statement : statements(parse(document.get()))) {
            if (statement.path("Sid").asText().equals(sid)) {
                return Optional.of(statement.toString());
            }
        }
        return Optional.empty();
    }

    /** Whether two texts are the same statement, however written. */
    public static boolean same(String one, String other) {
        return read(one).equals(read(other));
    }

    private static void remove(ArrayNode statements, String sid) {
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).path("Sid").asText().equals(sid)) {
                statements.remove(i);
            }
        }
    }

    private static ObjectNode fresh() {
        ObjectNode policy = JSON.createObjectNode().put("Version", VERSION);
        policy.putArray("Statement");
        return policy;
    }

    private static ObjectNode parse(String document) {
        JsonNode policy = read(document);
        if (!policy.isObject() || !policy.path("Statement").isArray()) {
            throw new IllegalArgumentException(
                    "the policy of our name that is there is not one of ours; it was left alone");
        }
        return (ObjectNode) policy;
    }

    private static ArrayNode statements(ObjectNode policy) {
        return (ArrayNode) policy.path("Statement");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the policy of our name that is there is not JSON; it was left alone", e);
        }
    }
}
