package io.stakeout.signal.finding;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How the scales of detectors become one of 0 to 100. The labels and where each begins are Security Hub's; docs/signals.md
 * has all of it in one table.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html">Severity</a>
 */
final class Scores {

    private static final Map<String, Integer> FROM =
            Map.of("INFORMATIONAL", 0, "LOW", 1, "MEDIUM", 40, "HIGH", 70, "CRITICAL", 90, "FATAL", 100);
    private static final Map<String, Integer> TO =
            Map.of("INFORMATIONAL", 0, "LOW", 39, "MEDIUM", 69, "HIGH", 89, "CRITICAL", 100, "FATAL", 100);

    private Scores() {}

    static int clamped(double score) {
        return (int) Math.round(Math.max(0, Math.min(100, score)));
    }

    /** A scale of 0 to 10, as GuardDuty's. */
    static OptionalInt ofTen(OptionalDouble severity) {
        return severity.isPresent() ? OptionalInt.of(clamped(severity.getAsDouble() * 10)) : OptionalInt.empty();
    }

    /** Where a label begins. */
    static OptionalInt ofLabel(Optional<String> label) {
        Integer from =
                label.map(text -> FROM.get(text.toUpperCase(Locale.ROOT))).orElse(null);
        return from == null ? OptionalInt.empty() : OptionalInt.of(from);
    }

    /** A label says more than a number that contradicts it: people change labels. */
    static OptionalInt ofLabel(Optional<String> label, OptionalDouble normalized) {
        OptionalInt from = ofLabel(label);
        if (normalized.isEmpty()) {
            return from;
        }
        int number = clamped(normalized.getAsDouble());
        if (from.isEmpty()) {
            return OptionalInt.of(number);
        }
        int to = TO.get(label.orElseThrow().toUpperCase(Locale.ROOT));
        return number >= from.getAsInt() && number <= to ? OptionalInt.of(number) : from;
    }
}
