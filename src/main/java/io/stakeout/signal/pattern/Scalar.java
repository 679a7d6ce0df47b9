package io.stakeout.signal.pattern;

import java.math.BigDecimal;
import java.util.OptionalDouble;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Text;

/** A value of an event. */
record Scalar(Kind kind, String text) {

    enum Kind {
        TEXT,
        NUMBER,
        /** {@code null}, {@code true} or {@code false}. */
        WORD
    }

    private static final int SHOWN = 80;

    static Scalar of(JsonNode node) {
        Kind kind = node.isTextual() ? Kind.TEXT : node.isNumber() ? Kind.NUMBER : Kind.WORD;
        return new Scalar(kind, node.asText());
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    /** Empty for what is no number, and for one that isn't kept exactly: event-ruler compares those as texts. */
    OptionalDouble number() {
        return kind == Kind.NUMBER ? number(text) : OptionalDouble.empty();
    }

    static OptionalDouble number(String text) {
        BigDecimal exact = new BigDecimal(text);
        double number = exact.doubleValue();
        boolean kept = Double.isFinite(number) && BigDecimal.valueOf(number).compareTo(exact) == 0;
        return kept ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** For people: it may be an attacker's words. */
    String shown() {
        String safe = Text.shown(text, SHOWN);
        return isText() ? "'" + safe + "'" : safe;
    }
}
