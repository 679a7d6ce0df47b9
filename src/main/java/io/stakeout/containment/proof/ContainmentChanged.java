package io.stakeout.containment.proof;

/**
 * Fired inside the transaction in which a plan begins, ends or is undone: a hint that other principals are under
 * containment now.
 */
public record ContainmentChanged() {}
