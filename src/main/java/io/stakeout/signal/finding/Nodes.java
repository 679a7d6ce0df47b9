package io.stakeout.signal.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;

/** Reading a tree whose shape nobody promises: what has the wrong type is absent, and of lists the beginning is read. */
final class Nodes {

    /** Elements of a list, or members of an object, that are read: GuardDuty's longest lists have 400. */
    static final int MAX_LIST = 400;

    private static final int MAX_NUMBER = 32;

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
        JsonNode node = at(root, path);
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /** As {@link #text}; a number or a truth value is its text: detectors disagree with themselves on that. */
    static Optional<String> scalar(JsonNode root, String... path) {
        JsonNode node = at(root, path);
        return node.isNumber() || node.isBoolean() ? Optional.of(node.asText()) : text(root, path);
    }

    /** A number, or a string that is one; empty when it isn't finite. */
    static OptionalDouble number(JsonNode root, String... path) {
        double value = scalar(root, path)
                .filter(text -> text.length() <= MAX_NUMBER)
                .map(Nodes::parsed)
                .orElse(Double.NaN);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How often: at least once. */
    static OptionalLong count(JsonNode root, String... path) {
        OptionalDouble number = number(root, path);
        return number.isPresent() && number.getAsDouble() >= 1
                ? OptionalLong.of((long) number.getAsDouble())
                : OptionalLong.empty();
    }

    static boolean isTrue(JsonNode root, String... path) {
        return scalar(root, path).filter("true"::equalsIgnoreCase).isPresent();
    }

    static boolean is(JsonNode root, String value, String... path) {
        return text(root, path).filter(value::equalsIgnoreCase).isPresent();
    }

    /** The first elements of a list, at most {@value #MAX_LIST}; none when it is no list. */
    static List<JsonNode> list(JsonNode node) {
        List<JsonNode> first = new ArrayList<>();
        for (int i = 0; node.isArray() && i < Math.min(node.size(), MAX_LIST); i++) {
            first.add(node.get(i));
        }
        return first;
    }

    /** The first strings of a list. */
    static List<String> texts(JsonNode node) {
        return list(node).stream().flatMap(item -> text(item).stream()).toList();
    }

    /** The first members of an object, at most {@value #MAX_LIST}; none when it is no object. */
    static Map<String, JsonNode> members(JsonNode node) {
        Map<String, JsonNode> first = new LinkedHashMap<>();
        node.properties().stream().limit(MAX_LIST).forEach(one -> first.put(one.getKey(), one.getValue()));
        return first;
    }
}
