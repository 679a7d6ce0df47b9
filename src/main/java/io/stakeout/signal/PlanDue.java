package io.stakeout.signal;

/** A signal wants a plan drafted; fired in the transaction that says so. */
record PlanDue() {}
