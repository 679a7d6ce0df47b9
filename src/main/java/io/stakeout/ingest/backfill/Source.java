package io.stakeout.ingest.backfill;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.watch.Watchlist;

/** A place in which calls of the past are still to be found. Used by one thread. */
interface Source {

    /**
     * What is asked for.
     *
     * @param wanted whose calls are missing
     * @param position where an earlier reading of the same stopped; empty: from the beginning
     */
    record Stretch(Instant since, Instant until, Watchlist wanted, Optional<String> position) {
        public Stretch {
            Objects.requireNonNull(since);
            Objects.requireNonNull(until);
            Objects.requireNonNull(wanted);
            Objects.requireNonNull(position);
        }
    }

    /** Takes what is found. */
    @FunctionalInterface
    interface Pages {
        /**
         * @param records envelopes or bare records, also of others
         * @param position where a reading goes on that has these
         * @return whether more is wanted
         */
        boolean take(List<byte[]> records, String position);
    }

    /** In the API: {@code stream}, {@code logs} or {@code lookup}. */
    String id();

    /** For people, for example {@code the log group trail}. */
    String name();

    /**
     * Reads all of it, or until no more is wanted.
     *
     * @throws SourceFailed when it can't be read to its end, however often it is tried
     */
    void read(Stretch stretch, Pages pages);
}
