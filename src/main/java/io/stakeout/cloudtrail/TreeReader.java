package io.stakeout.cloudtrail;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Builds the tree of a record without recursion. Numbers that fit a {@code long} become numbers; all others keep their
 * text in a POJO node (never textual, so never mistaken for a string), because a number of 200,000 digits costs seconds
 * as a {@code BigInteger}. Of equal keys in one object the last one wins.
 */
final class TreeReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONG_DIGITS = 18;
    private static final int USUAL_NESTING = 8;

    private final Deque<ContainerNode<?>> open = new ArrayDeque<>(USUAL_NESTING);
    private String name;

    private TreeReader() {}

    /** @throws UnreadableRecordException when the bytes are not one JSON object */
    static ObjectNode read(byte[] utf8) {
        return Json.walk(utf8, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UnreadableRecordException("The record is not a JSON object.");
            }
            return new TreeReader().build(parser);
        });
    }

    private ObjectNode build(JsonParser parser) throws IOException {
        ObjectNode root = NODES.objectNode();
        open.push(root);
        while (!open.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new UnreadableRecordException("The record is cut off.");
            }
            take(token, parser);
        }
        return root;
    }

    private void take(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case FIELD_NAME -> name = parser.currentName();
            case START_OBJECT -> enter(NODES.objectNode());
            case START_ARRAY -> enter(NODES.arrayNode());
            case END_OBJECT, END_ARRAY -> open.pop();
            default -> add(scalar(token, parser));
        }
    }

    private void enter(ContainerNode<?> child) {
        add(child);
        open.push(child);
    }

    private void add(JsonNode child) {
        ContainerNode<?> parent = open.peek();
        if (parent instanceof ObjectNode object) {
            object.set(name, child);
        } else if (parent instanceof ArrayNode array) {
            array.add(child);
        }
    }

    private static JsonNode scalar(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> integer(parser.getText());
            default -> NODES.pojoNode(parser.getText());
        };
    }

    private static JsonNode integer(String digits) {
        return digits.length() <= LONG_DIGITS ? NODES.numberNode(Long.parseLong(digits)) : NODES.pojoNode(digits);
    }
}
