package io.stakeout.notify.slack.in;

import java.util.List;
import java.util.Optional;

import io.stakeout.containment.PlanView;
import io.stakeout.containment.guard.Verdict;
import io.stakeout.notify.slack.Buttons;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Element;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Modal;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/** The dialogs in which a plan is decided on; each carries the plan as it was shown. Pure. */
final class DecisionModals {

    static final String APPROVAL = "approve";
    static final String REJECTION = "reject";
    static final String REASON = "reason";

    private static final int MOST_REASON = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LINE = 500;
    private static final int MOST_LINES = 5;

    private DecisionModals() {}

    /** What guardrails want an approver to say that it was seen. */
    static List<String> toBeSeen(PlanView plan) {
        return plan.verdicts().stream()
                .filter(one -> one.outcome().equals(Verdict.Outcome.ACKNOWLEDGE.id()))
                .map(PlanView.Ruling::text)
                .toList();
    }

    static Modal approval(PlanView plan, Buttons.PlanRef shown) {
        Writing text =
                about(plan).own(", " + plan.steps().size() + " steps. Guardrails want an approver to have seen this:");
        List<String> lines = toBeSeen(plan);
        lines.stream().limit(MOST_LINES).forEach(line -> text.line().own("• ").foreign(line, LONGEST_LINE));
        if (lines.size() > MOST_LINES) {
            text.line().own("and " + (lines.size() - MOST_LINES) + " more: approve it in the room");
        }
        return new Modal(
                APPROVAL,
                new Words.Plain("Approve a plan"),
                lines.size() > MOST_LINES ? Optional.empty() : Optional.of(new Words.Plain("Seen: approve")),
                new Words.Plain("Cancel"),
                shown.value(),
                List.of(new Block.Section(text.words())));
    }

    static Modal rejection(PlanView plan, Buttons.PlanRef shown) {
        Block.Input reason = new Block.Input(
                REASON,
                new Words.Plain("Grounds for the rejection"),
                new Element.Field(REASON, true, MOST_REASON, Optional.empty()),
                Optional.of(new Words.Plain("Whoever asked for it reads this.")));
        return new Modal(
                REJECTION,
                new Words.Plain("Reject a plan"),
                Optional.of(new Words.Plain("Reject")),
                new Words.Plain("Cancel"),
                shown.value(),
                List.of(
                        new Block.Section(about(plan)
                                .own(". Whoever wants it then has to draft another one.")
                                .words()),
                        reason));
    }

    private static Writing about(PlanView plan) {
        return Writing.within(Limits.SECTION_TEXT)
                .own("Plan " + plan.id() + ", " + plan.level().title() + ", against ")
                .code(plan.confirm(), LONGEST_NAME);
    }
}
