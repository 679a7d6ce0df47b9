package io.stakeout.notify;

/**
 * Entries by what they are. {@code reads + writes + identities + tampers == calls}; denied, failed and throttled count
 * outcomes of those same calls.
 *
 * @param entries all of them, calls included
 * @param past calls that were found later: in the lookback, in a backfill or in an imported file
 */
public record Counts(
        long entries,
        long calls,
        long reads,
        long writes,
        long identities,
        long tampers,
        long denied,
        long failed,
        long throttled,
        long past) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Counts plus(Counts more) {
        return new Counts(
                entries + more.entries,
                calls + more.calls,
                reads + more.reads,
                writes + more.writes,
                identities + more.identities,
                tampers + more.tampers,
                denied + more.denied,
                failed + more.failed,
                throttled + more.throttled,
                past + more.past);
    }
}
