package io.stakeout.incident;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that became known later about a recorded call, with the sequence number of its own entry.
 *
 * @param brought the copy or the correction, as it reached us
 */
record Amendment(long seq, Key key, Activity brought) {

    /** What an amendment is about. */
    enum What {
        /** The same event came by another lane too. */
        ARRIVAL,
        /** CloudTrail corrected or completed the record. */
        ADDENDUM;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * By what an incident knows that it has an amendment already.
     *
     * @param ofSeq the amended entry
     * @param name the lane of an arrival, the event id of an addendum
     */
    record Key(long ofSeq, What what, String name) {
        Key {
            Objects.requireNonNull(what);
            Objects.requireNonNull(name);
        }
    }

    Amendment {
        Objects.requireNonNull(key);
        Objects.requireNonNull(brought);
    }
}
