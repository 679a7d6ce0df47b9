package io.stakeout.containment.guard;

/**
 * Nothing is agreed to or executed while an admin has stopped everything. A draft may be made meanwhile: it changes
 * nothing, and by the time it is requested the switch may be released.
 */
final class KillSwitch implements Guardrail {

    @Override
    public String id() {
        return "kill-switch";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        if (facts.killed().isEmpty()) {
            return Verdict.pass(id(), "The kill switch isn't pulled.");
        }
        Facts.Killed killed = facts.killed().get();
        String text = killed.by() + " pulled the kill switch at " + Words.time(killed.at()) + ": " + killed.reason();
        return proposal.moment() == Moment.DRAFTED
                ? Verdict.open(id(), Moment.DRAFTED, text)
                : Verdict.refused(id(), text);
    }
}
