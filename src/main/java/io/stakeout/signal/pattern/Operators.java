package io.stakeout.signal.pattern;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.signal.yaml.Part;

/** Reads what stands in the list of a member: values, and operators such as {@code {prefix: x}}. */
final class Operators {

    static final int MAX_LIST = 200;

    private static final int MAX_TEXT = 1_000;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Operators() {}

    static Operator read(Part part) {
        if (!part.isMap()) {
            return value(part);
        }
        Map.Entry<String, Part> one = only(part);
        Part value = one.getValue();
        return switch (one.getKey()) {
            case "exists" -> new Operator.Exists(value.flag());
            case "numeric" -> Comparisons.numeric(value);
            case "cidr" -> Comparisons.cidr(value);
            case "anything-but" -> Exclusions.read(value);
            case "prefix", "suffix" -> affix(one.getKey(), value);
            case "wildcard", "equals-ignore-case" -> TextTests.of(one.getKey(), value);
            default ->
                throw part.refused("there is no operator '" + one.getKey() + "'; known are prefix, suffix,"
                        + " equals-ignore-case, wildcard, anything-but, numeric, exists, cidr");
        };
    }

    private static Operator affix(String name, Part value) {
        if (!value.isMap()) {
            return TextTests.of(name, value);
        }
        Map.Entry<String, Part> folded = only(value);
        if (!folded.getKey().equals("equals-ignore-case")) {
            throw value.refused(name + " takes a text, or {equals-ignore-case: text}");
        }
        return TextTests.folded(name, folded.getValue());
    }

    /** A value as it is: text, number, null, true or false. */
    static Operator value(Part part) {
        JsonNode json = json(part);
        if (json.isTextual()) {
            return text(part, json.textValue());
        }
        if (!json.isNumber()) {
            return new Operator.Word(json.asText());
        }
        double wanted = json.doubleValue();
        return new Operator.Numbers(part.written(), number -> number == wanted);
    }

    private static Operator text(Part part, String text) {
        if (Address.isLookalike(text)) {
            throw part.refused("'" + text + "' is no address");
        }
        return Address.of(text)
                .<Operator>map(one -> new Operator.Addresses("'" + text + "'", one, one))
                .orElseGet(() -> new Operator.Words("'" + text + "'", text::equals));
    }

    static Map.Entry<String, Part> only(Part map) {
        var entries = map.members().entries();
        if (entries.size() != 1) {
            throw map.refused("an operator has exactly one member");
        }
        return entries.iterator().next();
    }

    /** The same as JSON. */
    static JsonNode json(Part part) {
        if (part.isMap()) {
            ObjectNode map = NODES.objectNode();
            part.members().entries().forEach(one -> map.set(one.getKey(), json(one.getValue())));
            return map;
        }
        if (part.isList()) {
            ArrayNode list = NODES.arrayNode();
            part.list(MAX_LIST).forEach(one -> list.add(json(one)));
            return list;
        }
        return scalar(part);
    }

    private static JsonNode scalar(Part part) {
        String text = part.written();
        if (part.isQuoted()) {
            return NODES.textNode(bounded(part, text));
        }
        if (NUMBER.matcher(text).matches()) {
            return number(part, text);
        }
        return switch (text) {
            case "null" -> NODES.nullNode();
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> NODES.textNode(bounded(part, text));
        };
    }

    private static JsonNode number(Part part, String text) {
        if (ACCOUNT.matcher(text).matches()) {
            throw part.refused("AWS writes account numbers as text: put " + text + " in quotes");
        }
        if (Scalar.number(text).isEmpty()) {
            throw part.refused(text + " has more digits than are compared");
        }
        return NODES.numberNode(new BigDecimal(text));
    }

    private static String bounded(Part part, String text) {
        if (part.isPlainSpecial()) {
            throw part.refused("YAML takes " + (text.isEmpty() ? "nothing" : text) + " for something else than a text:"
                    + " put it in quotes");
        }
        if (text.length() > MAX_TEXT) {
            throw part.refused("longer than " + MAX_TEXT + " characters");
        }
        return text;
    }
}
