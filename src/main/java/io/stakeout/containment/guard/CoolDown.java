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
        Optional<String> cooling = Targets.of(proposal).principals().stream()
                .filter(target -> facts.cooling().containsKey(target)
                        && facts.cooling().get(target).isAfter(facts.at()))
                .map(target -> "A plan on " + Words.name(target) + " failed or was undone lately; wait until "
                        + Words.time(facts.cooling().get(target)) + ".")
                .sorted()
                .findFirst();
        return cooling.map(text -> Verdict.refused(id(), text))
                .orElseGet(() -> Verdict.pass(id(), "No plan on them failed or was undone lately."));
    }
}
