package io.stakeout.containment;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.access.Actor;
import io.stakeout.containment.plan.Change;

/**
 * A key that is off or a boundary has one value, whichever plans want it. An undo leaves it to another plan that is in
 * force and wants the same; what was there before goes with it, so that the undo of that plan puts it back.
 */
@ApplicationScoped
class HandOver {

    private final PlanLog log;

    HandOver(PlanLog log) {
        this.log = log;
    }

    /** @return whether the step of this undo is another plan's from now on, and nothing of it is left to be done */
    boolean done(ExecutionLedger.Job undo, ExecutionLedger.Line line) {
        if (!undo.undo() || line.expected().isEmpty() || !(line.step().change() instanceof Change.Put put)) {
            return false;
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            PlanRow row = PlanRow.forChange(undo.id());
            Optional<StepRow> heir = heir(row, line);
            heir.ifPresent(step -> inherit(row, StepRow.of(row.id, line.n()), step, put.value()));
            return heir.isPresent();
        });
    }

    /** The first step of another plan by which the slot has to stay as it is. */
    private static Optional<StepRow> heir(PlanRow undo, ExecutionLedger.Line line) {
        List<StepRow> alike = StepRow.list(
                "slot = ?1 and planId <> ?2 order by planId, n",
                line.step().slot().id(),
                undo.undoOf);
        return alike.stream()
                .filter(StepRow::holds)
                .filter(step -> step.after().equals(line.expected().orElseThrow()))
                .filter(step -> needs(PlanRow.forChange(step.planId)))
                .findFirst();
    }

    private static boolean needs(PlanRow other) {
        return !other.undo() && other.state().inForce() && other.state() != PlanState.UNDOING;
    }

    private void inherit(PlanRow undo, StepRow step, StepRow heir, Optional<String> before) {
        heir.state = StepRow.DONE;
        heir.beforeKnown = true;
        heir.beforeValue = before.orElse(null);
        step.afterValue = heir.afterValue;
        log.say(
                Actor.STAKEOUT,
                undo,
                "handed-over",
                "leaves step " + step.n + " as it is, since plan " + heir.planId
                        + " needs it too: the undo of that plan puts it back");
    }
}
