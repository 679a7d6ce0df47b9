package io.stakeout.incident;

/** Fired inside the transaction that changed who is watched for an incident. */
public record WatchChanged(long incident) {}
