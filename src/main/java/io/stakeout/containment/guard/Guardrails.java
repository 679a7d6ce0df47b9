package io.stakeout.containment.guard;

import java.util.List;

/** The one choke point: each plan passes all guardrails, at each moment. One that throws refuses. Pure, thread-safe. */
public final class Guardrails {

    private final List<Guardrail> all;

    Guardrails(List<Guardrail> all) {
        this.all = List.copyOf(all);
    }

    /** Those that are in force, always. */
    public static Guardrails inForce() {
        return new Guardrails(List.of(
                new KillSwitch(),
                new SoundTarget(),
                new NotYourself(),
                new OwnOperators(),
                new CutsOnly(new Protected()),
                new CutsOnly(new CapAbsolute()),
                new CutsOnly(new CapPerHour()),
                new CutsOnly(new CapPercent()),
                new CutsOnly(new BlastRadius()),
                new CutsOnly(new PipelineInUse()),
                new SingleFlight(),
                new CutsOnly(new CoolDown())));
    }

    /** A verdict of each, in a fixed order. */
    public List<Verdict> rule(Proposal proposal, Facts facts) {
        return all.stream().map(guardrail -> ask(guardrail, proposal, facts)).toList();
    }

    /** Whether the plan may go on from here. */
    public static boolean open(List<Verdict> verdicts, Moment moment) {
        return !verdicts.isEmpty() && verdicts.stream().allMatch(verdict -> passes(verdict, moment));
    }

    private static boolean passes(Verdict verdict, Moment moment) {
        return switch (verdict.outcome()) {
            case PASS -> true;
            case PENDING -> moment != Moment.EXECUTION;
            case ACKNOWLEDGE -> moment == Moment.DRAFTED;
            case REFUSED -> false;
        };
    }

    private static Verdict ask(Guardrail guardrail, Proposal proposal, Facts facts) {
        try {
            return guardrail.rule(proposal, facts);
        } catch (RuntimeException e) {
            return new Verdict(
                    guardrail.id(), Verdict.Outcome.REFUSED, "It could not decide, so it refuses: " + e.getMessage());
        }
    }
}
