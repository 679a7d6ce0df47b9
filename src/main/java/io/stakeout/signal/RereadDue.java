package io.stakeout.signal;

/** A finding is to be read again from its service; fired in the transaction that says so. */
record RereadDue() {}
