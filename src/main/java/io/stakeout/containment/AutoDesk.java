package io.stakeout.containment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.Actor;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.guard.Guardrails;
import io.stakeout.containment.guard.Moment;
import io.stakeout.containment.guard.Verdict;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.incident.Incidents;

/**
 * The desk at which a playbook lets a plan go on without a person. It takes the place of the approval and of nothing else:
 * the plan was drafted like any other, the guardrails are asked here as at every approval, with nobody to acknowledge
 * anything, and {@link Execution} asks them, and whether Stakeout is armed, once more. Whatever isn't certain is a reason
 * to leave it to people, and then the plan stays as it is. One transaction; thread-safe, over all nodes: the plan's row is
 * locked.
 */
@ApplicationScoped
public class AutoDesk {

    /** What Stakeout itself may have left of an earlier attempt; beside it, a plan shows that people are at work. */
    private static final Set<PlanState> NO_MATTER = EnumSet.of(PlanState.REFUSED, PlanState.EXPIRED);

    private final Drafting drafting;
    private final Choke choke;
    private final ModeDesk mode;
    private final Approvals approvals;
    private final ExecutionDesk execution;
    private final PlanLog log;
    private final Incidents incidents;
    private final ContainmentConfig config;

    AutoDesk(
            Drafting drafting,
            Choke choke,
            ModeDesk mode,
            Approvals approvals,
            ExecutionDesk execution,
            PlanLog log,
            Incidents incidents,
            ContainmentConfig config) {
        this.drafting = drafting;
        this.choke = choke;
        this.mode = mode;
        this.approvals = approvals;
        this.execution = execution;
        this.log = log;
        this.incidents = incidents;
        this.config = config;
    }

    /**
     * Approves a draft of Stakeout's own by the playbook, and hands it to the execution.
     *
     * @return why a person has to decide; empty when it is on its way
     */
    public List<String> execute(long id, Mandate mandate) {
        Optional<String> self = choke.self();
        return PlanDesk.inTransaction(() -> {
            PlanRow plan = PlanRow.forChange(id);
            List<String> against = against(plan, mandate);
            if (against.isEmpty()) {
                against = guardrails(plan, self);
            }
            if (against.isEmpty()) {
                goOn(plan, mandate);
            }
            return against;
        });
    }

    private List<String> against(PlanRow plan, Mandate mandate) {
        List<String> against = new ArrayList<>();
        refuse(
                against,
                plan.state() != PlanState.DRAFTED,
                "the plan is " + plan.state().words());
        refuse(against, plan.undo() || !plan.draftedBy.equals(Actor.STAKEOUT.name()), "a person has drafted it");
        refuse(
                against,
                plan.level() != mandate.level(),
                "the plan is of level " + plan.level().id());
        Arming now = mode.now();
        refuse(against, !now.armed(), "Stakeout isn't armed");
        refuse(against, now.killed(), "the kill switch is pulled");
        refuse(against, incidents.get(Actor.STAKEOUT, plan.incidentId).closed(), "the incident is closed");
        others(plan)
                .forEach(other -> against.add("there is plan " + other.id + " too, which is "
                        + other.state().words() + ": people are at work"));
        draft(plan, mandate, against);
        return against;
    }

    private static List<PlanRow> others(PlanRow plan) {
        return PlanRow.ofIncident(plan.incidentId).stream()
                .filter(other -> !other.id.equals(plan.id))
                .filter(other -> !NO_MATTER.contains(other.state()))
                .filter(other -> other.state() != PlanState.DRAFTED || !other.draftedBy.equals(Actor.STAKEOUT.name()))
                .toList();
    }

    /**
     * What a lineage has gathered is known from the stream, which can be forged; what the signal names isn't. So whoever
     * else would be cut is a person's decision.
     */
    private void draft(PlanRow plan, Mandate mandate, List<String> against) {
        Draft draft = drafting.again(Actor.STAKEOUT, plan);
        refuse(
                against,
                !Drafting.hash(draft, plan.key).equals(plan.hash),
                "the lineage has changed since it was drafted");
        refuse(against, draft.cut().isEmpty(), "it isn't known whom it would cut");
        draft.cut().stream()
                .filter(principal -> !mandate.principals().contains(principal))
                .map(PrincipalRef::arn)
                .sorted()
                .forEach(arn -> against.add("it would cut " + arn + ", whom the signal doesn't name itself"));
    }

    private List<String> guardrails(PlanRow plan, Optional<String> self) {
        List<Verdict> verdicts = choke.rule(plan, Moment.APPROVAL, self, Choke.Asked.NOTHING, log.now());
        if (Guardrails.open(verdicts, Moment.APPROVAL)) {
            return List.of();
        }
        String why = Choke.refusals(verdicts);
        return List.of(why.isBlank() ? "the guardrails do not let it pass" : why);
    }

    private void goOn(PlanRow plan, Mandate mandate) {
        Actor playbook = mandate.actor();
        String why = mandate.because() + ". The playbook's text has the SHA-256 " + mandate.sha256() + ".";
        plan.playbook = mandate.playbook();
        plan.requestedBy = playbook.name();
        plan.requestedAt = log.now();
        plan.expiresAt = plan.requestedAt.plus(config.approvalWithin());
        approvals.addPlaybook(plan, mandate, why, log.now());
        log.move(
                playbook,
                plan,
                PlanState.APPROVED,
                "WITHOUT A PERSON: the playbook " + mandate.playbook() + " lets it go on. " + why);
        execution.begin(playbook, plan);
    }

    private static void refuse(List<String> against, boolean when, String why) {
        if (when) {
            against.add(why);
        }
    }
}
