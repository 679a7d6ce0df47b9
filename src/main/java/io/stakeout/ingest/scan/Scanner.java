package io.stakeout.ingest.scan;

import java.util.Objects;

import io.stakeout.incident.Lane;
import io.stakeout.watch.Watchlist;

/**
 * Finds in one record of the stream what a watchlist may be about. Not thread-safe: one per thread, its buffers are used
 * again.
 */
public final class Scanner {

    private long events;

    /**
     * Scans one record of the stream.
     *
     * @param data as Kinesis brought it; not kept and not changed
     */
    public void scan(byte[] data, Watchlist watchlist, Finds finds) {
        Objects.requireNonNull(watchlist);
        Opened opened = Envelope.open(data);
        if (opened instanceof Opened.Records records) {
            events += records.records().size();
            records.faults().forEach(fault -> finds.fault(records.lane(), fault));
            records.records().forEach(record -> finds.record(records.lane(), record));
        } else if (opened instanceof Opened.Unreadable unreadable) {
            finds.fault(Lane.CT, unreadable.fault());
        } else if (opened instanceof Opened.Finding finding) {
            finds.finding(finding);
        }
    }

    /** CloudTrail records seen so far, whether found or not. */
    public long events() {
        return events;
    }

    /**
     * Hashes of all identities in the record scanned last, ascending, as {@code IdentifierTable} hashes them; null when
     * something in it was unexpected.
     */
    public int[] identities() {
        return null;
    }
}
