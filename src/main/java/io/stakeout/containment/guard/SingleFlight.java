package io.stakeout.containment.guard;

import java.util.Optional;

/** One plan at a time on a principal: two would not know what the other left there. */
final class SingleFlight implements Guardrail {

    @Override
    public String id() {
        return "single-flight";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        Optional<String> busy = facts.busy()
                .first(
                        Targets.of(proposal),
                        plan -> true,
                        (target, plan) -> "Plan " + plan + " is working on " + target + " now.");
        return busy.map(text -> Verdict.refused(id(), text))
                .orElseGet(() -> Verdict.pass(id(), "No other plan is working on them."));
    }
}
