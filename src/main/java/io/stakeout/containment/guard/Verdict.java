package io.stakeout.containment.guard;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a guardrail says to a plan.
 *
 * @param guardrail its name, for example {@code cap-percent}
 * @param text with its numbers, for people
 * @param identities of a refusal: because of whom in the lineage; a plan that leaves them out isn't refused for it
 */
public record Verdict(String guardrail, Outcome outcome, String text, List<Long> identities) {

    /** How it decides. */
    public enum Outcome {
        PASS,
        /**
         * Not decided yet: AWS has to be asked, which is done at execution, or what stands against it may end until then.
         * At execution nothing is pending.
         */
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
        identities = List.copyOf(identities);
    }

    public Verdict(String guardrail, Outcome outcome, String text) {
        this(guardrail, outcome, text, List.of());
    }

    static Verdict pass(String guardrail, String text) {
        return new Verdict(guardrail, Outcome.PASS, text);
    }

    static Verdict acknowledge(String guardrail, String text) {
        return new Verdict(guardrail, Outcome.ACKNOWLEDGE, text);
    }

    static Verdict refused(String guardrail, String text) {
        return new Verdict(guardrail, Outcome.REFUSED, text);
    }

    static Verdict refused(String guardrail, String text, List<Long> identities) {
        return new Verdict(guardrail, Outcome.REFUSED, text, identities);
    }

    /** What is open until execution, and a refusal there. */
    static Verdict open(String guardrail, Moment moment, String text) {
        return new Verdict(guardrail, moment == Moment.EXECUTION ? Outcome.REFUSED : Outcome.PENDING, text);
    }
}
