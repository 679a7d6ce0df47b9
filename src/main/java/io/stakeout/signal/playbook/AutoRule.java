package io.stakeout.signal.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.stakeout.containment.plan.Level;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

/**
 * Whether a playbook may have something executed without a person: only when nothing speaks against it. Whatever is
 * executed still goes through the guardrails, and is a rehearsal while Stakeout isn't armed.
 *
 * @param max the hardest level that may be
 */
public record AutoRule(Level max) {

    /** Keys and passwords, and whole accounts, are never touched without a person. */
    static final Level NEVER_ABOVE = Level.PRINCIPAL;

    private static final String MADE_UP = "awsmock.";

    public AutoRule {
        if (!NEVER_ABOVE.atLeast(max)) {
            throw new IllegalArgumentException(
                    "stakeout.signals.auto-max-level is at most " + NEVER_ABOVE.id() + ", not " + max.id());
        }
    }

    Permission judge(
            Optional<Playbook> fired, Signal signal, Trust trust, History history, Optional<Quietened> quietened) {
        if (fired.isEmpty()) {
            return new Permission(List.of("no playbook fired"));
        }
        Then then = fired.get().then();
        List<String> refusals = new ArrayList<>();
        then.auto().ifPresentOrElse(level -> level(level, refusals), () -> refusals.add("the playbook has no auto"));
        refusals.addAll(about(signal.source(), trust, signal.sample(), signal.active()));
        refuse(refusals, signal.suspects().isEmpty(), "it names nobody who can be watched");
        quietened.ifPresent(one -> refusals.add("it is " + one.why()));
        then.history().wantsAPerson(history).ifPresent(refusals::add);
        return new Permission(refusals);
    }

    /** What speaks against a signal, whichever playbook fired. */
    public static List<String> about(String source, Trust trust, boolean sample, boolean active) {
        List<String> refusals = new ArrayList<>();
        refuse(
                refusals,
                !trust.mayAct(),
                "who told it can't be trusted so far: " + trust.name().toLowerCase(Locale.ROOT));
        refuse(refusals, sample, "it is a sample that the detector made up");
        refuse(refusals, source.startsWith(MADE_UP), "its source is made up: " + MADE_UP + "…");
        refuse(refusals, !active, "the detector doesn't stand by it any more");
        return refusals;
    }

    private void level(Level level, List<String> refusals) {
        refuse(refusals, !level.executed(), level.id() + " has nothing to execute");
        refuse(
                refusals,
                !max.atLeast(level),
                "it asks for " + level.id() + ", and without a person goes at most " + max.id());
    }

    private static void refuse(List<String> refusals, boolean when, String why) {
        if (when) {
            refusals.add(why);
        }
    }
}
