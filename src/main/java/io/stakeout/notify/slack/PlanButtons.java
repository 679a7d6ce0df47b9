package io.stakeout.notify.slack;

import java.util.List;
import java.util.Optional;

import io.stakeout.containment.PlanView;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Confirm;
import io.stakeout.notify.slack.block.Element;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;

/** To agree to a plan or not, exactly as it was when it was told. Pure. */
final class PlanButtons {

    private static final int PRINCIPAL = 80;

    private PlanButtons() {}

    static Block of(PlanView plan) {
        String value = new Buttons.PlanRef(plan.id(), plan.hash()).value();
        return new Block.Actions(List.of(
                new Element.Button(
                        Buttons.APPROVE_PLAN,
                        value,
                        Words.Plain.of("Approve", Limits.BUTTON_TEXT),
                        Element.Style.DANGER,
                        Optional.of(confirm(plan))),
                new Element.Button(
                        Buttons.REJECT_PLAN,
                        value,
                        Words.Plain.of("Reject", Limits.BUTTON_TEXT),
                        Element.Style.USUAL,
                        Optional.empty())));
    }

    private static Confirm confirm(PlanView plan) {
        String principal = Words.Plain.of(plan.confirm(), PRINCIPAL).text();
        return new Confirm(
                Words.Plain.of("Approve this plan?", Limits.CONFIRM_TITLE),
                Words.Plain.of(
                        (plan.undoOf().isPresent() ? "Give access back to " : "Disable access of ") + principal + " ("
                                + plan.level().id() + ", " + plan.steps().size()
                                + " steps). It can then be executed.",
                        Limits.CONFIRM_TEXT),
                Words.Plain.of("Approve", Limits.CONFIRM_BUTTON),
                Words.Plain.of("Not yet", Limits.CONFIRM_BUTTON),
                true);
    }
}
