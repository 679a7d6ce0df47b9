package io.stakeout.signal.pattern;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.signal.yaml.Part;

/** Operators on texts. */
final class TextTests {

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    private TextTests() {}

    static Operator of(String name, Part value) {
        String text = text(name, value);
        String wants = name + " '" + text + "'";
        return switch (name) {
            case "prefix" -> new Operator.Words(wants, one -> one.startsWith(text));
            case "suffix" -> new Operator.Words(wants, one -> one.endsWith(text));
            case "equals-ignore-case" -> {
                String folded = folded(value, text);
                yield new Operator.Words(wants, one -> lower(one).equals(folded));
            }
            case "wildcard" -> wildcard(wants, value, text);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A prefix or suffix in any case. */
    static Operator folded(String name, Part value) {
        String text = folded(value, text(name, value));
        String wants = name + " '" + text + "' in any case";
        return new Operator.Words(
                wants,
                one -> name.equals("prefix")
                        ? lower(one).startsWith(text)
                        : lower(one).endsWith(text));
    }

    private static String text(String name, Part value) {
        JsonNode json = Operators.json(value);
        if (!json.isTextual() || json.textValue().isEmpty()) {
            throw value.refused(name + " takes a text that isn't empty");
        }
        return json.textValue();
    }

    /** Beyond ASCII, which letters are equal is decided otherwise by everybody. */
    private static String folded(Part value, String text) {
        if (!ASCII.matcher(text).matches()) {
            throw value.refused("in any case is for ASCII letters only");
        }
        return lower(text);
    }

    private static String lower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return out.toString();
    }

    private static Operator wildcard(String wants, Part value, String text) {
        if (text.contains("\\") || text.contains("**")) {
            throw value.refused("a wildcard has no backslash and no two * side by side");
        }
        return new Operator.Words(wants, one -> Wildcard.matches(text, one));
    }
}
