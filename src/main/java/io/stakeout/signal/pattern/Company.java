package io.stakeout.signal.pattern;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.signal.yaml.Part;

/**
 * What may stand together in one list. Beside others of another kind event-ruler 2.1 judges some values wrongly, such as
 * a wildcard beside a text in any case; {@code $or} keeps them apart.
 */
enum Company {
    /** Texts, {@code null}, {@code true}, {@code false}, prefixes and suffixes. */
    TEXTS,
    NUMBERS,
    /** Addresses and blocks of them. */
    ADDRESSES,
    /** Everything else. */
    ALONE;

    static void check(Part list) {
        List<Part> values = list.list(Operators.MAX_LIST);
        long kinds = values.stream().map(Company::of).distinct().count();
        if (kinds > 1 || values.size() > 1 && of(values.get(0)) == ALONE) {
            throw list.refused("in one list stand texts with prefixes and suffixes, or numbers, or addresses with cidr,"
                    + " or one other operator alone; for more, use $or");
        }
    }

    private static Company of(Part value) {
        if (value.isMap()) {
            var operator = Operators.only(value);
            return switch (operator.getKey()) {
                case "prefix", "suffix" -> operator.getValue().isMap() ? ALONE : TEXTS;
                case "cidr" -> ADDRESSES;
                default -> ALONE;
            };
        }
        JsonNode json = Operators.json(value);
        if (json.isNumber()) {
            return NUMBERS;
        }
        return json.isTextual() && Address.of(json.textValue()).isPresent() ? ADDRESSES : TEXTS;
    }
}
