package io.stakeout.signal.finding;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The tables beside this class's resources: why, an event or what differs from an earlier one ({@code like}, {@code but}, and
 * {@code finding} for the only one in it, as JSON merge patches), and what it tells, as far as it matters.
 */
final class FindingCases {

    static final ObjectMapper JSON = new ObjectMapper();
    static final List<String> TABLES = List.of("guardduty", "securityhub", "ocsf", "others");

    /**
     * @param whole whether the table has all of the event
     * @param told by member, for each signal
     */
    record Case(String table, String why, JsonNode event, boolean whole, List<JsonNode> told) {
        byte[] bytes() {
            return FindingCases.bytes(event);
        }
    }

    private FindingCases() {}

    static List<Case> all() {
        return TABLES.stream().flatMap(table -> read(table).stream()).toList();
    }

    static byte[] bytes(JsonNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Case> read(String table) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        try (InputStream in = FindingCases.class.getResourceAsStream(table + ".json")) {
            for (JsonNode row : JSON.readTree(in)) {
                String why = row.required("why").asText();
                JsonNode event = row.has("event") ? row.get("event") : changed(events, row);
                events.put(why, event);
                List<JsonNode> told = new ArrayList<>();
                row.required("told").forEach(told::add);
                cases.add(new Case(table, why, event, row.has("event"), told));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return cases;
    }

    private static JsonNode changed(Map<String, JsonNode> events, JsonNode row) {
        ObjectNode event = events.get(row.required("like").asText()).deepCopy();
        merge(event, row.path("but"));
        if (row.has("finding")) {
            merge((ObjectNode) event.path("detail").path("findings").path(0), row.get("finding"));
        }
        return event;
    }

    /** RFC 7396. */
    static void merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                into.remove(change.getKey());
            } else if (change.getValue().isObject()
                    && into.path(change.getKey()).isObject()) {
                merge((ObjectNode) into.get(change.getKey()), change.getValue());
            } else {
                into.set(change.getKey(), change.getValue().deepCopy());
            }
        });
    }
}
