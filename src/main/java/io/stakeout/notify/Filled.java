package io.stakeout.notify;

/** There is something to deliver; fired in the transaction that wrote it. */
record Filled() {}
