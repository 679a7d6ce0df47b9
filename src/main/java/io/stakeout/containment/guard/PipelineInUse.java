package io.stakeout.containment.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;

/**
 * Whoever stops deployments does so knowingly: an approver says that the signs of a pipeline were seen. Of what the
 * suspect made itself nothing is asked; where nothing is known of the use, that has to be seen too, unless only single
 * sessions are cut.
 */
final class PipelineInUse implements Guardrail {

    @Override
    public String id() {
        return "pipeline";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        List<String> signs = new ArrayList<>();
        Targets.of(proposal).principals().stream()
                .filter(target -> !minted(target, proposal))
                .sorted(Comparator.comparing(PrincipalRef::arn))
                .forEach(target -> sign(target, proposal, facts).ifPresent(signs::add));
        if (signs.isEmpty()) {
            return Verdict.pass(id(), "Nothing says that a pipeline uses them.");
        }
        String text = String.join(" ", signs);
        return proposal.acknowledged()
                ? Verdict.pass(id(), "Seen by an approver: " + text)
                : Verdict.acknowledge(id(), text + " An approver has to say that this was seen.");
    }

    private static Optional<String> sign(PrincipalRef target, Proposal proposal, Facts facts) {
        Facts.Use use = facts.uses().get(target);
        if (use == null) {
            return proposal.draft().steps().stream().allMatch(step -> spares(step, target))
                    ? Optional.empty()
                    : Optional.of("How " + Words.name(target) + " is used isn't known; it may be a pipeline.");
        }
        return use.pipeline().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "A pipeline seems to use " + Words.name(target) + ": " + Words.some(use.pipeline()) + ".");
    }

    /** Whether a step leaves everybody but single sessions of the principal alone. */
    private static boolean spares(Step step, PrincipalRef target) {
        boolean concerned = Targets.principal(step.slot())
                .map(target::equals)
                .orElse(step.slot() instanceof Slot.ControlPolicy control
                        && control.account().equals(target.account()));
        if (!concerned || step.change() instanceof Change.RemoveStatement) {
            return true;
        }
        if (!(step.slot() instanceof Slot.InlinePolicy) && !(step.slot() instanceof Slot.ControlPolicy)) {
            return false;
        }
        List<Statement> statements = Statement.of(step.change());
        return !statements.isEmpty() && statements.stream().allMatch(Statement::limitedToSessions);
    }

    private static boolean minted(PrincipalRef target, Proposal proposal) {
        return proposal.draft().subjects().stream()
                .anyMatch(subject ->
                        (subject.kind().equals("role") || subject.kind().equals("user"))
                                && subject.is(Subject.MINTED)
                                && subject.principal().equals(Optional.of(target)));
    }
}
