package io.stakeout.notify.slack;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.stakeout.containment.PlanState;
import io.stakeout.containment.PlanView;
import io.stakeout.incident.Freshness;
import io.stakeout.incident.IncidentView;

/**
 * What an incident is at a moment, for what is told of it.
 *
 * @param plans oldest first
 */
record RoomFacts(IncidentView incident, Freshness.Lag lag, List<PlanView> plans, Instant at) {

    RoomFacts {
        plans = List.copyOf(plans);
    }

    long id() {
        return incident.id();
    }

    Optional<PlanView> plan(long id) {
        return plans.stream().filter(plan -> plan.id() == id).findFirst();
    }

    /** The plan that says most about where the incident stands: the newest that isn't over. */
    Optional<PlanView> current() {
        return plans.stream()
                .filter(plan -> switch (plan.state()) {
                    case REFUSED, REJECTED, EXPIRED, REHEARSED, UNDONE, DRAFTED -> false;
                    default -> true;
                })
                .max(Comparator.comparingLong(PlanView::id));
    }

    /** The newest plan that has cut something and isn't taken back. */
    Optional<PlanView> cut() {
        return plans.stream()
                .filter(plan -> plan.cutOff().isPresent() && plan.undoOf().isEmpty())
                .filter(plan -> plan.state() != PlanState.UNDONE)
                .max(Comparator.comparingLong(PlanView::id));
    }

    /** From when on a call that succeeds is an alarm. */
    Optional<Instant> cutOff() {
        return cut().flatMap(PlanView::cutOff);
    }
}
