package io.stakeout.incident;

/**
 * Fired inside the transaction that appended entries. Observers after its success may only hint; the sequence in the
 * database is the truth.
 */
public record HeadMoved(long incident, long head) {}
