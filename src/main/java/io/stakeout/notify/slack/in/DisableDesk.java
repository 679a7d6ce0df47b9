package io.stakeout.notify.slack.in;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.containment.Consent;
import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.PlanReader;
import io.stakeout.containment.PlanView;
import io.stakeout.containment.Wish;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.notify.slack.RoomAddress;
import io.stakeout.notify.slack.SlackConfig;
import io.stakeout.notify.slack.SlackTrouble;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Modal;
import io.stakeout.notify.slack.block.Writing;

/**
 * Asking for a cut from Slack. A press opens a dialog within Slack's three seconds, whatever drafting takes; the drafted
 * plan is shown in it afterwards. What is sent goes to {@link PlanDesk} as from the room: with the hash of what was shown
 * and the name that was typed.
 */
@ApplicationScoped
class DisableDesk {

    private static final Logger LOG = Logger.getLogger(DisableDesk.class);

    /** Whoever asks chooses another level in the dialog. */
    private static final Level FIRST = Level.PRINCIPAL;

    private static final String DRAFTED_FOR =
            "Drafted in Slack, to be looked at; the grounds come with the request for approval.";
    private static final String WORKING = "Drafting the plan and asking the guardrails. Nothing is changed in AWS.";
    private static final String BUSY =
            "Too many plans are being drafted for Slack. Nothing was drafted; try again in a moment, or use the room.";

    private final Badges badges;
    private final PlanDesk plans;
    private final PlanReader reader;
    private final Acts acts;
    private final Crews crews;
    private final Replies replies;
    private final RoomAddress rooms;
    private final InboundState state;
    private final boolean approvals;

    DisableDesk(
            Badges badges,
            PlanDesk plans,
            PlanReader reader,
            Acts acts,
            Crews crews,
            Replies replies,
            RoomAddress rooms,
            InboundState state,
            SlackConfig config) {
        this.badges = badges;
        this.plans = plans;
        this.reader = reader;
        this.acts = acts;
        this.crews = crews;
        this.replies = replies;
        this.rooms = rooms;
        this.state = state;
        this.approvals = config.approvals();
    }

    /** The button under an incident. */
    Outcome begin(Call.Click click) {
        Actor actor = badges.actor(click.by(), Role.RESPONDER);
        long incident = incident(click.value());
        if (!acts.noDoubleClick("disable " + incident + " " + click.by().user())) {
            return Outcome.QUIET;
        }
        String view = replies.open(click.trigger(), Modals.saying(WORKING));
        draftInto(view, actor, incident, FIRST);
        return Outcome.QUIET;
    }

    /** Another level, chosen in the dialog. */
    Outcome level(Call.Click click) {
        Actor actor = badges.actor(click.by(), Role.RESPONDER);
        Call.View view = click.view().orElseThrow(DisableDesk::lost);
        Level level = Level.byId(click.value()).orElseThrow(DisableDesk::lost);
        PlanView shown = reader.get(actor, shown(view).plan());
        draftInto(view.id(), actor, shown.incident(), level);
        return Outcome.QUIET;
    }

    /** The dialog was sent. */
    Outcome request(Call.Submission sent) {
        Actor actor = badges.actor(sent.by(), Role.RESPONDER);
        DisableModal.Shown shown = shown(sent.view());
        Map<String, String> values = sent.view().values();
        String reason = values.getOrDefault(DisableModal.REASON, "").strip();
        if (reason.isEmpty()) {
            return Outcome.Wrong.at(DisableModal.REASON, "Say why, in a few words.");
        }
        if (!values.getOrDefault(DisableModal.LEVEL, shown.level()).equals(shown.level())) {
            return Outcome.Wrong.at(
                    DisableModal.REASON,
                    "The plan of the level that you chose isn't shown yet. Nothing was asked for; wait for it.");
        }
        try {
            PlanView plan = plans.request(
                    actor,
                    shown.plan(),
                    new Consent(
                            shown.hash(),
                            Optional.of(values.getOrDefault(DisableModal.PRINCIPAL, "")
                                    .strip()),
                            Optional.of(reason)),
                    false,
                    false);
            return new Outcome.Told(asked(plan).words());
        } catch (Problem problem) {
            boolean typed = problem.detail().startsWith("principal:");
            return Outcome.Wrong.at(
                    typed ? DisableModal.PRINCIPAL : DisableModal.REASON, problem.title() + ". " + problem.detail());
        }
    }

    private Writing asked(PlanView plan) {
        Writing text = Writing.within(Limits.SECTION_TEXT)
                .own("Plan " + plan.id() + " ")
                .own(plan.stateText())
                .own(". Nothing is changed in AWS before somebody carries it out. Look at it in the ");
        return rooms.write(text, plan.incident()).own(".");
    }

    private void draftInto(String view, Actor actor, long incident, Level level) {
        if (!crews.drafts().take(() -> show(view, drafted(actor, incident, level)))) {
            replies.update(view, Modals.saying(BUSY));
        }
    }

    private Modal drafted(Actor actor, long incident, Level level) {
        try {
            Wish wish = new Wish(level, DRAFTED_FOR, Map.of(), Map.of(), new Draft.Options(true, false, 0));
            return DisableModal.of(plans.draft(actor, incident, wish), approvals, rooms);
        } catch (Problem problem) {
            return Modals.problem(problem);
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            LOG.errorf(e, "drafting for Slack failed correlationId=%s", id);
            return Modals.saying("Something failed in Stakeout, and there may be no plan. Nothing was changed in AWS."
                    + " Look in the room; give this id to whoever runs Stakeout: " + id);
        }
    }

    private void show(String view, Modal modal) {
        try {
            replies.update(view, modal);
        } catch (SlackTrouble trouble) {
            // the plan stands in the room, which says so by itself
            LOG.warnf("a drafted plan could not be shown in Slack why=%s", trouble.getMessage());
            state.trouble(trouble.getMessage());
        }
    }

    private static DisableModal.Shown shown(Call.View view) {
        return DisableModal.Shown.of(view.metadata()).orElseThrow(DisableDesk::lost);
    }

    private static long incident(String value) {
        if (!value.matches("\\d{1,18}")) {
            throw Problem.invalid("Button not understood", "It names no incident; nothing was done. Use the room.");
        }
        return Long.parseLong(value);
    }

    private static Problem lost() {
        return Problem.conflict("Dialog not understood", "Nothing was done. Close it, and begin anew or in the room.");
    }
}
