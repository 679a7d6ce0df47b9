package io.stakeout.drill.policy;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * How a condition compares one value of the policy with one of the request. What can't be read as what it should be (a
 * number, a date, an address) matches nothing. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
enum Operator {
    STRING_EQUALS("StringEquals", true, (expected, actual) -> expected.text().equals(actual)),
    STRING_EQUALS_IGNORE_CASE(
            "StringEqualsIgnoreCase",
            true,
            (expected, actual) -> expected.text().equalsIgnoreCase(actual)),
    STRING_LIKE("StringLike", true, Glob::matches),
    ARN_EQUALS("ArnEquals", true, Arns::matches),
    ARN_LIKE("ArnLike", true, Arns::matches),
    NUMERIC_EQUALS("NumericEquals", false, number(order -> order == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, number(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, number(order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, number(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, number(order -> order >= 0)),
    DATE_EQUALS("DateEquals", false, date(order -> order == 0)),
    DATE_LESS_THAN("DateLessThan", false, date(order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, date(order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, date(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, date(order -> order >= 0)),
    BOOL("Bool", false, (expected, actual) -> expected.text().equalsIgnoreCase(actual)),
    BINARY_EQUALS("BinaryEquals", false, (expected, actual) -> Values.sameBytes(expected.text(), actual)),
    IP_ADDRESS(
            "IpAddress",
            false,
            (expected, actual) -> AddressRange.parse(expected.text())
                    .filter(range -> range.contains(actual))
                    .isPresent());

    private final String word;
    private final boolean variables;
    private final BiPredicate<Glob, String> comparison;

    Operator(String word, boolean variables, BiPredicate<Glob, String> comparison) {
        this.word = word;
        this.variables = variables;
        this.comparison = comparison;
    }

    private static BiPredicate<Glob, String> number(IntPredicate order) {
        return (expected, actual) -> Values.compare(Values.number(expected.text()), Values.number(actual), order);
    }

    private static BiPredicate<Glob, String> date(IntPredicate order) {
        return (expected, actual) -> Values.compare(Values.date(expected.text()), Values.date(actual), order);
    }

    static Optional<Operator> of(String word) {
        return Stream.of(values())
                .filter(operator -> operator.word.equals(word))
                .findFirst();
    }

    /** Whether its values may hold variables: those of strings and of ARNs may. */
    boolean knowsVariables() {
        return variables;
    }

    boolean matches(Glob expected, String actual) {
        return comparison.test(expected, actual);
    }
}
