package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Sentence.Kind;
import io.stakeout.cloudtrail.Sentence.Part;

/** Where a sentence finds its object: keys from the top of the record; arrays on the way are walked. */
final class FieldPath {

    private static final Map<String, String> SHORT =
            Map.of("req", "requestParameters", "res", "responseElements", "add", "additionalEventData");
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private final List<String> steps;

    private FieldPath(List<String> steps) {
        this.steps = steps;
    }

    static FieldPath parse(String notation) {
        List<String> steps = new ArrayList<>(List.of(notation.split("\\.")));
        steps.set(0, SHORT.getOrDefault(steps.get(0), steps.get(0)));
        return new FieldPath(List.copyOf(steps));
    }

    boolean isTrue(JsonNode event) {
        return Nodes.isTrue(Nodes.at(event, steps.toArray(String[]::new)));
    }

    /** The first value, and how many more there are; empty when there is none that can be shown. */
    Optional<List<Part>> object(JsonNode event) {
        List<JsonNode> found = List.of(event);
        for (String step : steps) {
            found = next(found, step);
        }
        List<String> values = flatten(found).stream()
                .flatMap(node -> value(node).stream())
                .distinct()
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(parts(values));
    }

    private static List<Part> parts(List<String> values) {
        Part first = new Part(Kind.OBJECT, Arns.name(values.get(0)));
        int more = values.size() - 1;
        return more == 0 ? List.of(first) : List.of(first, new Part(Kind.TEXT, " and " + more + " more"));
    }

    private static List<JsonNode> next(List<JsonNode> nodes, String step) {
        return flatten(nodes).stream()
                .map(node -> node.path(step))
                .filter(node -> !node.isMissingNode())
                .toList();
    }

    /** Arrays by their elements, one level deep. */
    private static List<JsonNode> flatten(List<JsonNode> nodes) {
        List<JsonNode> flat = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isArray()) {
                node.forEach(flat::add);
            } else {
                flat.add(node);
            }
        }
        return flat;
    }

    private static Optional<String> value(JsonNode node) {
        if (!node.isTextual() && !node.isNumber()) {
            return Optional.empty();
        }
        String text = node.asText();
        return text.isBlank() || text.equals(HIDDEN) ? Optional.empty() : Optional.of(text);
    }
}
