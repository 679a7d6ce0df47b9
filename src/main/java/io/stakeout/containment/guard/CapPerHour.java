package io.stakeout.containment.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many principals all plans together may cut in an account within an hour: many small plans are a large one. */
final class CapPerHour implements Guardrail {

    @Override
    public String id() {
        return "cap-per-hour";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        int limit = Math.max(0, facts.limits().perHour());
        List<String> said = new ArrayList<>();
        for (Map.Entry<String, Integer> cut : Targets.of(proposal).byAccount().entrySet()) {
            int before = Math.max(0, facts.reserved().getOrDefault(cut.getKey(), 0));
            String text = "Account " + cut.getKey() + ": " + Words.principals(cut.getValue()) + " and " + before
                    + " by other plans within the last hour, limit " + limit + ".";
            if ((long) before + cut.getValue() > limit) {
                return Verdict.refused(id(), text, Causes.in(proposal, cut.getKey()));
            }
            said.add(text);
        }
        return Verdict.pass(id(), said.isEmpty() ? "It cuts nobody." : String.join(" ", said));
    }
}
