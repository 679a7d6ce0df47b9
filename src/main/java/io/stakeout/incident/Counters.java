package io.stakeout.incident;

/**
 * What an incident has recorded. {@code reads + writes + identities + tampers == total}; denied, failed and throttled
 * count outcomes of those same activities. {@code duplicates} are copies of recorded events that arrived again.
 */
public record Counters(
        long total,
        long reads,
        long writes,
        long identities,
        long tampers,
        long denied,
        long failed,
        long throttled,
        long duplicates) {}
