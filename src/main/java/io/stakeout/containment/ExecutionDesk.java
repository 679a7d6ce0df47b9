package io.stakeout.containment;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.Panache;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.containment.guard.Guardrails;
import io.stakeout.containment.guard.Moment;
import io.stakeout.containment.guard.Verdict;
import io.stakeout.containment.plan.Draft;

/** The desk where people have an approved plan carried out, have it tried again, and have it taken back. */
@ApplicationScoped
public class ExecutionDesk {

    /** For how long after its approval a plan that failed or was halted may be tried again. */
    private static final Duration AGAIN_WITHIN = Duration.ofHours(1);

    /** An undo that may still come, or is being carried out. */
    private static final Set<PlanState> UNDER_WAY =
            EnumSet.of(PlanState.DRAFTED, PlanState.AWAITING_APPROVAL, PlanState.APPROVED, PlanState.EXECUTING);

    private final PlanDesk desk;
    private final PlanStore store;
    private final PlanLog log;
    private final Choke choke;
    private final PlanReader reader;

    ExecutionDesk(PlanDesk desk, PlanStore store, PlanLog log, Choke choke, PlanReader reader) {
        this.desk = desk;
        this.store = store;
        this.log = log;
        this.choke = choke;
        this.reader = reader;
    }

    /** Has it carried out, or rehearsed when Stakeout isn't armed; answers at once. */
    public PlanView execute(Actor who, long id, Consent consent) {
        PlanDesk.require(who, Role.RESPONDER);
        return PlanDesk.inTransaction(() -> {
            PlanRow plan = desk.lock(who, id);
            PlanDesk.requireSame(plan, consent);
            PlanDesk.requireTyped(plan, consent);
            if (plan.state() != PlanState.APPROVED) {
                throw moved(plan, "executed");
            }
            if (plan.expiresAt != null && plan.expiresAt.isBefore(log.now())) {
                throw Problem.conflict("The approval has expired", "Nothing was changed. Ask for approval again.");
            }
            begin(who, plan);
            return reader.view(who, plan);
        });
    }

    /** Hands an approved plan to the execution, in the caller's transaction. */
    void begin(Actor who, PlanRow plan) {
        plan.executedBy = who.name();
        plan.executedAt = null;
        plan.owner = null;
        log.move(who, plan, PlanState.EXECUTING, "has it carried out");
    }

    /** Has what is left of it tried again; what holds is read back, not written twice. */
    public PlanView retry(Actor who, long id, Consent consent) {
        PlanDesk.require(who, Role.RESPONDER);
        return PlanDesk.inTransaction(() -> {
            PlanRow plan = desk.lock(who, id);
            PlanDesk.requireSame(plan, consent);
            PlanDesk.requireTyped(plan, consent);
            if (plan.state() != PlanState.FAILED && plan.state() != PlanState.HALTED) {
                throw moved(plan, "tried again");
            }
            Instant asked = plan.requestedAt;
            if (asked == null || asked.plus(AGAIN_WITHIN).isBefore(log.now())) {
                throw Problem.conflict(
                        "Approved too long ago",
                        "It was asked for more than an hour ago. Nothing was changed; undo it, or draft a new plan.");
            }
            StepRow.of(id).stream()
                    .filter(step -> step.state.equals(StepRow.FAILED))
                    .forEach(step -> step.state = StepRow.PENDING);
            plan.owner = null;
            plan.message = null;
            log.move(who, plan, PlanState.EXECUTING, "has the rest tried again");
            return reader.view(who, plan);
        });
    }

    /**
     * Drafts the plan that takes this one back; it is asked for and approved like any other. Where nothing of it was ours it
     * has no steps: it changes nothing and ends the plan, which else would be in force for ever.
     */
    public PlanView undo(Actor who, long id, String reason, boolean overwrite) {
        PlanDesk.require(who, Role.RESPONDER);
        String why = PlanDesk.reason(reason);
        Optional<String> self = choke.self();
        return PlanDesk.inTransaction(() -> {
            PlanRow original = desk.lock(who, id);
            requireUndoable(original);
            List<StepRow> done = StepRow.of(id);
            List<Undoing.Back> back = Undoing.steps(done);
            Draft draft = Undoing.draft(original.draft(), done, back);
            if (done.stream().noneMatch(StepRow::mayHold)) {
                throw Problem.conflict(
                        "Nothing to undo",
                        "Plan " + id + " has changed nothing that could be put back. Nothing was drafted.");
            }
            PlanRow undo = row(who, original, draft, why, overwrite);
            store.write(undo, draft);
            for (int n = 0; n < back.size(); n++) {
                StepRow step = StepRow.of(undo.id, n + 1);
                step.beforeKnown = true;
                step.beforeValue = back.get(n).expected().orElse(null);
            }
            Panache.getEntityManager().flush();
            rule(who, undo, self);
            return reader.view(who, undo);
        });
    }

    private PlanRow row(Actor who, PlanRow original, Draft draft, String why, boolean overwrite) {
        PlanRow undo = new PlanRow();
        undo.incidentId = original.incidentId;
        undo.key = Drafting.key();
        undo.undoOf = original.id;
        undo.overwrite = overwrite;
        undo.level = original.level;
        undo.state = PlanState.DRAFTED.id();
        undo.hash = Drafting.hash(draft, undo.key + " undo of " + original.id + " " + original.hash + " " + overwrite);
        undo.draftedBy = who.name();
        undo.draftedById = who.operatorId().orElse(null);
        undo.draftedAt = log.now();
        undo.reason = why;
        undo.draft = DraftJson.write(draft);
        undo.persist();
        return undo;
    }

    private void rule(Actor who, PlanRow undo, Optional<String> self) {
        List<Verdict> verdicts = choke.rule(undo, Moment.DRAFTED, self, Choke.Asked.NOTHING, log.now());
        String text = "drafted the undo of plan " + undo.undoOf + ": " + undo.reason;
        if (Guardrails.open(verdicts, Moment.DRAFTED)) {
            log.say(who, undo, "drafted", text);
        } else {
            log.move(who, undo, PlanState.REFUSED, text + " Guardrails refused it: " + Choke.refusals(verdicts));
        }
    }

    private static void requireUndoable(PlanRow original) {
        whyNotUndo(original).ifPresent(why -> {
            throw Problem.conflict("It can't be undone now", why + " Nothing was drafted.");
        });
    }

    /** Why no undo of it can be drafted; one that failed or was halted doesn't stand in the way of another. */
    static Optional<String> whyNotUndo(PlanRow plan) {
        if (plan.undo()) {
            return Optional.of("It is an undo itself: draft a new plan to cut access again.");
        }
        Optional<PlanRow> pending = plan.undoneBy().filter(undo -> UNDER_WAY.contains(undo.state()));
        if (pending.isPresent()) {
            return Optional.of("Plan " + pending.get().id + " takes it back already.");
        }
        return plan.state() == PlanState.UNDOING || plan.state().leadsTo(PlanState.UNDOING)
                ? Optional.empty()
                : Optional.of("The plan is " + plan.state().words() + ".");
    }

    private static Problem moved(PlanRow plan, String to) {
        return Problem.conflict(
                "The plan has moved on",
                "It is " + plan.state().words() + ", so it can't be " + to
                        + ". Nothing was changed; look at it again.");
    }
}
