package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** What the parts of a policy have in common: brackets around a single value are optional, unknown fields are errors. */
final class Elements {

    private Elements() {}

    static MalformedPolicy syntaxError() {
        return new MalformedPolicy("Syntax errors in policy.");
    }

    /** @param fields whether each is required, by name */
    static void onlyFields(JsonNode object, Map<String, Boolean> fields) throws MalformedPolicy {
        if (!object.isObject()) {
            throw syntaxError();
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!fields.containsKey(field.getKey())) {
                throw syntaxError();
            }
        }
        for (Map.Entry<String, Boolean> field : fields.entrySet()) {
            if (field.getValue() && !object.has(field.getKey())) {
                throw new MalformedPolicy("Missing required field " + field.getKey());
            }
        }
    }

    static List<JsonNode> oneOrMore(JsonNode node) throws MalformedPolicy {
        if (!node.isArray()) {
            return List.of(node);
        }
        if (node.isEmpty()) {
            throw syntaxError();
        }
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all;
    }

    static List<String> texts(JsonNode node) throws MalformedPolicy {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : oneOrMore(node)) {
            if (!one.isTextual()) {
                throw syntaxError();
            }
            texts.add(one.textValue());
        }
        return texts;
    }
}
