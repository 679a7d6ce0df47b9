package io.stakeout.containment.guard;

import java.util.Objects;

import io.stakeout.containment.plan.Draft;

/**
 * A plan before the guardrails.
 *
 * @param plan its id; 0 while it has none
 * @param undo whether it takes a containment back, and so cuts nobody
 * @param acknowledged whether an approver saw that a pipeline uses what it cuts
 */
public record Proposal(long plan, Moment moment, Draft draft, boolean undo, boolean acknowledged) {
    public Proposal {
        Objects.requireNonNull(moment);
        Objects.requireNonNull(draft);
    }
}
