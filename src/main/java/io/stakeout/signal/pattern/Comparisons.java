package io.stakeout.signal.pattern;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.signal.yaml.Part;

/** Operators on numbers and addresses. */
final class Comparisons {

    private static final Pattern BLOCK = Pattern.compile("([^/]{2,45})/(\\d{1,3})");

    private Comparisons() {}

    /** {@code [">=", 1]}, or a range such as {@code [">", 0, "<=", 5]}. */
    static Operator numeric(Part part) {
        List<Part> terms = part.list(4);
        if (terms.size() != 2 && terms.size() != 4) {
            throw part.refused("numeric takes [operator, number], or two of these for a range");
        }
        String first = terms.get(0).written();
        DoublePredicate test = comparison(terms.get(0), number(terms.get(1)));
        if (terms.size() == 4) {
            String second = terms.get(2).written();
            if (!first.startsWith(">") || !second.startsWith("<") || number(terms.get(1)) >= number(terms.get(3))) {
                throw part.refused("a range goes from > or >= up to < or <=");
            }
            test = test.and(comparison(terms.get(2), number(terms.get(3))));
        }
        String wants = String.join(" ", terms.stream().map(Part::written).toList());
        return new Operator.Numbers(wants, test);
    }

    private static DoublePredicate comparison(Part operator, double bound) {
        return switch (operator.written()) {
            case "=" -> number -> number == bound;
            case ">" -> number -> number > bound;
            case ">=" -> number -> number >= bound;
            case "<" -> number -> number < bound;
            case "<=" -> number -> number <= bound;
            default -> throw operator.refused("numeric compares by =, <, <=, > or >=");
        };
    }

    private static double number(Part part) {
        JsonNode json = Operators.json(part);
        if (!json.isNumber()) {
            throw part.refused("a number is expected here");
        }
        return json.doubleValue();
    }

    /** A block, by any of its addresses. */
    static Operator cidr(Part part) {
        String block = part.written();
        var form = BLOCK.matcher(block);
        Address first = form.matches() ? Address.of(form.group(1)).orElse(null) : null;
        if (first == null || Integer.parseInt(form.group(2)) >= first.bits()) {
            throw part.refused("cidr takes a block such as 10.0.0.0/24; a single address stands as it is");
        }
        int prefix = Integer.parseInt(form.group(2));
        return new Operator.Addresses("an address of " + block, first.first(prefix), first.last(prefix));
    }
}
