package io.stakeout.containment.guard;

import java.util.Locale;
import java.util.Objects;

/**
 * What a guardrail says to a plan.
 *
 * @param guardrail its name, for example {@code cap-percent}
 * @param text with its numbers, for people
 */
public record Verdict(String guardrail, Outcome outcome, String text) {

    /** How it decides. */
    public enum Outcome {
        PASS,
        /** Can't be known without asking AWS, which is done at execution: there it is a refusal. */
        PENDING,
        /** An approver has to say that it was seen; until then a refusal. */
        ACKNOWLEDGE,
        REFUSED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        Objects.requireNonNull(guardrail);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(text);
    }
}
