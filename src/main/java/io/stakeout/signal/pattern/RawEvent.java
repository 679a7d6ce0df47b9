package io.stakeout.signal.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * An event as patterns see it: each value under its path, with the elements of lists that it is in. Values of one
 * element belong together: a pattern can't take one member from the first element and another from the second.
 */
public final class RawEvent {

    /** A Kinesis record is no larger, and neither is what may be posted. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_NESTING = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            // of two members of one name the other reader might take the other one
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @param elements by list, which of its elements the value is in */
    record Found(Scalar value, Map<Integer, Integer> elements) {}

    private final JsonNode tree;
    private final Map<String, List<Found>> found = new HashMap<>();
    private int lists;

    private RawEvent(JsonNode tree) {
        this.tree = tree;
        object(tree, "", Map.of());
    }

    /** Empty when it is no JSON object, or holds a member twice, or is too large or too deep. */
    public static Optional<RawEvent> read(byte[] json) {
        if (json.length > MAX_BYTES) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(json)) {
            JsonNode tree = JSON.readTree(parser);
            boolean whole = tree != null && tree.isObject() && parser.nextToken() == null;
            return whole ? Optional.of(new RawEvent(tree)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static RawEvent of(JsonNode object) {
        return new RawEvent(object);
    }

    JsonNode tree() {
        return tree;
    }

    List<Found> at(String path) {
        return found.getOrDefault(path, List.of());
    }

    private void object(JsonNode object, String path, Map<Integer, Integer> elements) {
        object.properties()
                .forEach(member -> value(
                        member.getValue(), path.isEmpty() ? member.getKey() : path + "." + member.getKey(), elements));
    }

    private void value(JsonNode value, String path, Map<Integer, Integer> elements) {
        if (value.isObject()) {
            object(value, path, elements);
        } else if (value.isArray()) {
            list(value, path, elements);
        } else {
            found.computeIfAbsent(path, p -> new ArrayList<>()).add(new Found(Scalar.of(value), elements));
        }
    }

    private void list(JsonNode list, String path, Map<Integer, Integer> elements) {
        int id = lists++;
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            // plain values of one list may be taken together: only objects and lists in it stand apart
            value(element, path, element.isContainerNode() ? with(elements, id, i) : elements);
        }
    }

    private static Map<Integer, Integer> with(Map<Integer, Integer> elements, int list, int index) {
        Map<Integer, Integer> more = new HashMap<>(elements);
        more.put(list, index);
        return more;
    }
}
