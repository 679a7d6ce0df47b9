package io.stakeout.containment;

/** Fired inside the transaction that moved a plan to another state. */
public record PlanMoved(long plan, long incident, PlanState state) {}
