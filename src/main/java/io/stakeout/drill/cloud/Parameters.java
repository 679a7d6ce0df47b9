package io.stakeout.drill.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call asks for: names as AWS's API spells them, lists as arrays. */
public final class Parameters {

    private final ObjectNode tree;

    public Parameters(ObjectNode tree) {
        this.tree = tree;
    }

    public ObjectNode tree() {
        return tree;
    }

    public boolean has(String name) {
        return tree.hasNonNull(name);
    }

    /** A text that must be there and not be empty. */
    public String text(String name) throws ApiError {
        return find(name).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(name));
    }

    public Optional<String> find(String name) {
        JsonNode value = tree.get(name);
        return value == null || value.isNull() || value.isContainerNode()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    public int number(String name, int otherwise, int least, int most) throws ApiError {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("-?\\d{1,9}")) {
            throw ApiError.validation(name + " must be a whole number");
        }
        int number = Integer.parseInt(text.get());
        if (number < least || number > most) {
            throw ApiError.validation("1 validation error detected: Value '" + number + "' at '" + Names.camel(name)
                    + "' failed to satisfy constraint: Member must have value "
                    + (number < least ? "greater than or equal to " + least : "less than or equal to " + most));
        }
        return number;
    }

    public boolean flag(String name) {
        return find(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** The texts of a list; empty when it isn't there. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        tree.path(name).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** The structures of a list; empty when it isn't there. */
    public List<Parameters> list(String name) {
        List<Parameters> list = new ArrayList<>();
        tree.path(name).forEach(element -> {
            if (element instanceof ObjectNode structure) {
                list.add(new Parameters(structure));
            }
        });
        return list;
    }

    private static ApiError missing(String name) {
        return ApiError.validation("1 validation error detected: Value null at '" + Names.camel(name)
                + "' failed to satisfy constraint: Member must not be null");
    }
}
