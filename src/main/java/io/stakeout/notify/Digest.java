package io.stakeout.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.stakeout.incident.Counters;
import io.stakeout.incident.EntryLine;
import io.stakeout.notify.news.Room;

/**
 * Entries {@code after + 1} to {@code upto} of one incident, to be told now.
 *
 * @param key the same for each attempt; two digests of one incident never share one
 * @param room the incident as it is now
 * @param counts of all of these entries; over all digests they add up to what the incident has recorded
 * @param totals of the incident as it is now, for whoever keeps a total in sight
 * @param entries of terms that are {@code whole} each one, in order; else the most telling ones, in order
 * @param newestEvent event time of the newest call among them
 * @param attempt from 1; above it the remote may have it already, under the same key
 * @param reference what the last digest of this incident gave back
 */
public record Digest(
        String key,
        Room room,
        long after,
        long upto,
        Counts counts,
        Counters totals,
        List<EntryLine> entries,
        Optional<Instant> newestEvent,
        int attempt,
        Optional<String> reference) {

    public Digest {
        entries = List.copyOf(entries);
    }

    /** How many entries weren't put into {@link #entries}. */
    public long more() {
        return upto - after - entries.size();
    }
}
