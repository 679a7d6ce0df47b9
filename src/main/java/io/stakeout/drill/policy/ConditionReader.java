package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the {@code Condition} of a statement: keys and values by operator. */
final class ConditionReader {

    /** Quantifier, what is compared, whether negated, how, and whether only if the key exists. */
    private static final Pattern WORD = Pattern.compile("(?:(ForAllValues|ForAnyValue):)?"
            + "(?:(String|Numeric|Date|Arn)(Not)?(Equals|Like|EqualsIgnoreCase|LessThan|LessThanEquals"
            + "|GreaterThan|GreaterThanEquals)|(Not)?(IpAddress)|(Bool|BinaryEquals))"
            + "(IfExists)?");

    private final boolean variables;

    /** @param variables whether the version of the document knows them */
    ConditionReader(boolean variables) {
        this.variables = variables;
    }

    List<Condition> read(JsonNode node) throws MalformedPolicy {
        List<Condition> conditions = new ArrayList<>();
        if (node.isMissingNode()) {
            return conditions;
        }
        if (!node.isObject()) {
            throw Elements.syntaxError();
        }
        for (Map.Entry<String, JsonNode> byOperator : node.properties()) {
            if (!byOperator.getValue().isObject()) {
                throw Elements.syntaxError();
            }
            for (Map.Entry<String, JsonNode> byKey : byOperator.getValue().properties()) {
                checkKey(byKey.getKey());
                conditions.add(condition(byOperator.getKey(), byKey.getKey(), values(byKey.getValue())));
            }
        }
        return conditions;
    }

    private static void checkKey(String key) throws MalformedPolicy {
        if (key.indexOf(':') <= 0) {
            throw new MalformedPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
    }

    private static List<String> values(JsonNode node) throws MalformedPolicy {
        List<String> values = new ArrayList<>();
        for (JsonNode value : Elements.oneOrMore(node)) {
            if (!value.isValueNode() || value.isNull()) {
                throw Elements.syntaxError();
            }
            values.add(value.asText());
        }
        return values;
    }

    private Condition condition(String word, String key, List<String> values) throws MalformedPolicy {
        if (word.equals("Null")) {
            return absence(key, values);
        }
        Matcher matcher = WORD.matcher(word);
        if (!matcher.matches()) {
            throw unknown(word);
        }
        Operator operator = operator(matcher, word);
        boolean negated = matcher.group(3) != null || matcher.group(5) != null;
        List<Template> expected =
                values.stream().map(value -> template(value, operator)).toList();
        return new Condition.Comparison(
                quantifier(matcher.group(1)), operator, negated, matcher.group(8) != null, key, expected);
    }

    /** Orders have no negation: NumericNotLessThan isn't a word of the language. */
    private static Operator operator(Matcher matcher, String word) throws MalformedPolicy {
        String name = name(matcher);
        boolean order = name.contains("Than");
        if (order && matcher.group(3) != null) {
            throw unknown(word);
        }
        return Operator.of(name).orElseThrow(() -> unknown(word));
    }

    private static String name(Matcher matcher) {
        if (matcher.group(2) != null) {
            return matcher.group(2) + matcher.group(4);
        }
        return matcher.group(6) != null ? matcher.group(6) : matcher.group(7);
    }

    private static Condition absence(String key, List<String> values) throws MalformedPolicy {
        List<Boolean> wanted = new ArrayList<>();
        for (String value : values) {
            if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                throw new MalformedPolicy("Invalid value for Null: " + value);
            }
            wanted.add(Boolean.parseBoolean(value));
        }
        return new Condition.Absence(key, List.copyOf(wanted));
    }

    private Template template(String value, Operator operator) {
        return variables && operator.knowsVariables() ? Template.withVariables(value) : Template.plain(value);
    }

    private static Condition.Quantifier quantifier(String word) {
        if (word == null) {
            return Condition.Quantifier.ONE;
        }
        return word.equals("ForAllValues") ? Condition.Quantifier.ALL : Condition.Quantifier.ANY;
    }

    private static MalformedPolicy unknown(String word) {
        return new MalformedPolicy("Invalid Condition type : " + word + ".");
    }
}
