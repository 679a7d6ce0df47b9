package io.stakeout.cloudtrail;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Reading a tree whose shape nobody promises: what has the wrong type is absent. */
final class Nodes {

    private Nodes() {}

    /** The node at the path, a missing node when any step is not an object that has it. */
    static JsonNode at(JsonNode root, String... path) {
        JsonNode node = root;
        for (String step : path) {
            node = node.path(step);
        }
        return node;
    }

    /** The string at the path, exactly as sent; empty when blank or not a string. */
    static Optional<String> text(JsonNode root, String... path) {
        return text(at(root, path));
    }

    /** The same of one step, for which no array is made: a record is asked for dozens. */
    static Optional<String> text(JsonNode root, String name) {
        return text(root.path(name));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }

    static boolean isTrue(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : node.isTextual() && "true".equals(node.textValue());
    }
}
