package io.stakeout.signal.pattern;

import java.util.List;
import java.util.Map;

import io.stakeout.signal.yaml.Part;

/** {@code anything-but} in all its variants. */
final class Exclusions {

    private Exclusions() {}

    static Operator read(Part part) {
        if (!part.isMap()) {
            return values(part);
        }
        Map.Entry<String, Part> one = Operators.only(part);
        String name = one.getKey();
        if (!List.of("prefix", "suffix", "wildcard", "equals-ignore-case").contains(name)) {
            throw part.refused(
                    "anything-but takes values, or one of prefix, suffix, wildcard," + " equals-ignore-case");
        }
        return new Operator.AnythingBut(many(one.getValue()).stream()
                .map(value -> TextTests.of(name, value))
                .toList());
    }

    private static Operator values(Part part) {
        List<Part> these = many(part);
        long texts =
                these.stream().filter(one -> Operators.json(one).isTextual()).count();
        long numbers =
                these.stream().filter(one -> Operators.json(one).isNumber()).count();
        if (texts != these.size() && numbers != these.size()) {
            throw part.refused("anything-but takes texts, or numbers, not both, and nothing else");
        }
        return new Operator.AnythingBut(these.stream().map(Exclusions::plain).toList());
    }

    /** An address is a text like any other here. */
    private static Operator plain(Part part) {
        String text = part.written();
        return Operators.json(part).isTextual()
                ? new Operator.Words("'" + text + "'", text::equals)
                : Operators.value(part);
    }

    private static List<Part> many(Part part) {
        List<Part> these = part.isList() ? part.list(Operators.MAX_LIST) : List.of(part);
        if (these.isEmpty()) {
            throw part.refused("anything-but of an empty list takes everything");
        }
        return these;
    }
}
