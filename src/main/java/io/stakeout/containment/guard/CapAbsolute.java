package io.stakeout.containment.guard;

/** How many principals one plan may cut: a lineage that has grown over everything is no reason to cut everything. */
final class CapAbsolute implements Guardrail {

    @Override
    public String id() {
        return "cap-absolute";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        int cut = Targets.of(proposal).count();
        int limit = Math.max(0, facts.limits().absolute());
        String text = Words.principals(cut) + " in one plan, limit " + limit + ".";
        return cut > limit ? Verdict.refused(id(), text, Causes.all(proposal)) : Verdict.pass(id(), text);
    }
}
