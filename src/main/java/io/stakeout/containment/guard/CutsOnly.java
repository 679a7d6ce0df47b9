package io.stakeout.containment.guard;

/** A guardrail for whoever loses access: what gives access back passes it. */
record CutsOnly(Guardrail inner) implements Guardrail {

    @Override
    public String id() {
        return inner.id();
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        return proposal.undo()
                ? Verdict.pass(id(), "It gives access back and cuts nobody.")
                : inner.rule(proposal, facts);
    }
}
