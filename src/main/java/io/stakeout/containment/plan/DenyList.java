package io.stakeout.containment.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The policy document that all plans on one principal share: a list of denies, each with the id of the plan's statement.
 * One that holds anything else, above all something allowed, is somebody else's. Pure: what is there goes in, what has to
 * be there comes out.
 */
public final class DenyList {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "2012-10-17";

    /** A plan's key and the statement's number in it, as {@link Planner} gives them. */
    private static final Pattern SID = Pattern.compile("S[0-9a-f]{10}x[0-9]+");

    private DenyList() {}

    /**
     * The document with the statement, in place of one with the same id.
     *
     * @param document what is there; empty when nothing is
     * @throws IllegalArgumentException when what is there is not a list of our denies: somebody else's, which is left alone
     */
    public static String with(Optional<String> document, String sid, String statement) {
        List<JsonNode> statements = others(document, sid);
        statements.add(read(statement));
        return text(statements);
    }

    /**
     * The document without the statement; nothing when none is left.
     *
     * @throws IllegalArgumentException when what is there is not a list of our denies
     */
    public static Optional<String> without(Optional<String> document, String sid) {
        List<JsonNode> statements = others(document, sid);
        return statements.isEmpty() ? Optional.empty() : Optional.of(text(statements));
    }

    /**
     * The statement with this id, as it is there.
     *
     * @throws IllegalArgumentException when what is there is not a list of our denies
     */
    public static Optional<String> statement(Optional<String> document, String sid) {
        return statements(document).stream()
                .filter(statement -> has(statement, sid))
                .findFirst()
                .map(JsonNode::toString);
    }

    /** What of a document, whosever it is by now, is ours: for whoever writes it over. */
    public static Optional<String> ours(Optional<String> document) {
        List<JsonNode> ours = new ArrayList<>();
        parsed(document).path("Statement").forEach(statement -> {
            if (isOurs(statement)) {
                ours.add(statement);
            }
        });
        return ours.isEmpty() ? Optional.empty() : Optional.of(text(ours));
    }

    /** Whether two texts are the same statement, however written. */
    public static boolean same(String one, String other) {
        return read(one).equals(read(other));
    }

    private static List<JsonNode> others(Optional<String> document, String sid) {
        List<JsonNode> others = new ArrayList<>(statements(document));
        others.removeIf(statement -> has(statement, sid));
        return others;
    }

    private static List<JsonNode> statements(Optional<String> document) {
        if (document.isEmpty()) {
            return List.of();
        }
        JsonNode list = read(document.get()).path("Statement");
        List<JsonNode> statements = new ArrayList<>();
        list.forEach(statements::add);
        if (!list.isArray() || !statements.stream().allMatch(DenyList::isOurs)) {
            throw new IllegalArgumentException(
                    "The policy of our name that is there is not one of ours: it holds more than our denies.");
        }
        return statements;
    }

    private static JsonNode parsed(Optional<String> document) {
        try {
            return document.map(DenyList::read).orElseGet(MissingNode::getInstance);
        } catch (IllegalArgumentException e) {
            // what can't be read has nothing of ours
            return MissingNode.getInstance();
        }
    }

    private static boolean isOurs(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny")
                && SID.matcher(statement.path("Sid").asText()).matches();
    }

    private static boolean has(JsonNode statement, String sid) {
        return statement.path("Sid").asText().equals(sid);
    }

    private static String text(List<JsonNode> statements) {
        ObjectNode policy = JSON.createObjectNode().put("Version", VERSION);
        policy.putArray("Statement").addAll(statements);
        return policy.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The policy of our name that is there is not JSON.", e);
        }
    }
}
