package io.stakeout.containment.guard;

import java.util.Optional;

/** After a plan that failed or was undone its principals are left alone for a while: people look before they try again. */
final class CoolDown implements Guardrail {

    @Override
    public String id() {
        return "cool-down";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        Optional<String> cooling = facts.cooling()
                .first(
                        Targets.of(proposal),
                        until -> until.isAfter(facts.at()),
                        (target, until) -> "A plan on " + target + " failed or was undone lately; wait until "
                                + Words.time(until) + ".");
        return cooling.map(text -> Verdict.refused(id(), text))
                .orElseGet(() -> Verdict.pass(id(), "No plan on them failed or was undone lately."));
    }
}
