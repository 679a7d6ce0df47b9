package io.stakeout.notify.slack.in;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.containment.Consent;
import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.PlanReader;
import io.stakeout.containment.PlanState;
import io.stakeout.containment.PlanView;
import io.stakeout.notify.slack.Buttons;
import io.stakeout.notify.slack.RoomAddress;
import io.stakeout.notify.slack.SlackConfig;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Writing;

/**
 * Deciding on a plan from Slack, where that is switched on. {@link PlanDesk} holds all that holds in the room: another
 * person than who drafted or asked, the hash that was shown, the time, the guardrails. What a guardrail wants an
 * approver to have seen is shown in a dialog, whose button says that it was.
 */
@ApplicationScoped
class DecisionDesk {

    static final String APPROVAL = DecisionModals.APPROVAL;
    static final String REJECTION = DecisionModals.REJECTION;

    /** Kept with the decision, beside the name that says it too. */
    private static final String FROM_SLACK = "by Slack";

    private final Badges badges;
    private final PlanDesk plans;
    private final PlanReader reader;
    private final Acts acts;
    private final Replies replies;
    private final RoomAddress rooms;
    private final boolean allowed;

    DecisionDesk(
            Badges badges,
            PlanDesk plans,
            PlanReader reader,
            Acts acts,
            Replies replies,
            RoomAddress rooms,
            SlackConfig config) {
        this.badges = badges;
        this.plans = plans;
        this.reader = reader;
        this.acts = acts;
        this.replies = replies;
        this.rooms = rooms;
        this.allowed = config.approvals();
    }

    /** What an approver has to have seen is shown first; else the press and its confirmation are the approval. */
    Outcome approve(Call.Click click) {
        Actor actor = decider(click.by());
        Buttons.PlanRef shown = shown(click.value());
        if (!acts.noDoubleClick("approve " + shown.value() + " " + click.by().user())) {
            return Outcome.QUIET;
        }
        PlanView plan = reader.get(actor, shown.plan());
        boolean open = plan.hash().equals(shown.hash())
                && plan.actions().get("approve").isEmpty();
        if (open && !DecisionModals.toBeSeen(plan).isEmpty()) {
            replies.open(click.trigger(), DecisionModals.approval(plan, shown));
            return Outcome.QUIET;
        }
        return approved(actor, shown, false);
    }

    /** The dialog that shows what an approver has to have seen was sent. */
    Outcome approveSeen(Call.Submission sent) {
        return approved(decider(sent.by()), shown(sent.view().metadata()), true);
    }

    private Outcome approved(Actor actor, Buttons.PlanRef shown, boolean seen) {
        Consent consent = new Consent(shown.hash(), Optional.empty(), Optional.of(FROM_SLACK));
        return new Outcome.Told(
                approved(plans.approve(actor, shown.plan(), consent, seen)).words());
    }

    private Writing approved(PlanView plan) {
        Writing text = Writing.within(Limits.SECTION_TEXT);
        if (plan.state() == PlanState.REFUSED) {
            text.own("Guardrails refused plan " + plan.id() + " at your approval; it is over. See why in the ");
        } else {
            text.own("You approved plan " + plan.id() + ". A responder carries it out in the ");
        }
        return rooms.write(text, plan.incident()).own(".");
    }

    /** A rejection has a reason, which is asked for. */
    Outcome why(Call.Click click) {
        Actor actor = decider(click.by());
        Buttons.PlanRef shown = shown(click.value());
        PlanView plan = reader.get(actor, shown.plan());
        if (!acts.noDoubleClick("reject " + shown.value() + " " + click.by().user())) {
            return Outcome.QUIET;
        }
        replies.open(click.trigger(), DecisionModals.rejection(plan, shown));
        return Outcome.QUIET;
    }

    Outcome reject(Call.Submission sent) {
        Actor actor = decider(sent.by());
        Buttons.PlanRef shown = shown(sent.view().metadata());
        String why = sent.view().values().getOrDefault(DecisionModals.REASON, "");
        try {
            PlanView plan =
                    plans.reject(actor, shown.plan(), new Consent(shown.hash(), Optional.empty(), Optional.of(why)));
            Writing text = Writing.within(Limits.SECTION_TEXT).own("You rejected plan " + plan.id() + ". See the ");
            return new Outcome.Told(rooms.write(text, plan.incident()).own(".").words());
        } catch (Problem problem) {
            return Outcome.Wrong.at(DecisionModals.REASON, problem.title() + ". " + problem.detail());
        }
    }

    private Actor decider(Caller caller) {
        Actor actor = badges.actor(caller, Role.APPROVER);
        if (!allowed) {
            throw Problem.forbidden(
                    "Deciding from Slack is off",
                    "Nothing was changed. Decide in the room; it is switched on by stakeout.slack.approvals.");
        }
        return actor;
    }

    private static Buttons.PlanRef shown(String value) {
        return Buttons.PlanRef.of(value)
                .orElseThrow(() -> Problem.invalid(
                        "Button not understood", "It names no plan; nothing was changed. Decide in the room."));
    }
}
