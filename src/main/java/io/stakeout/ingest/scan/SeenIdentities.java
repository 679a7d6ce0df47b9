package io.stakeout.ingest.scan;

import java.util.Arrays;

import io.stakeout.watch.Identities;

/** The hashes of the identities of one payload, as bits. Reused. Not thread-safe. */
final class SeenIdentities {

    private static final int WORDS = Identities.WORDS;
    /** With fewer bits for each hash the payload is looked at again rather than remembered. */
    private static final int DENSE = 4;

    private final long[] bits = new long[WORDS];
    private long round;
    private boolean unknown;

    /** Begins a payload. */
    void clear() {
        Arrays.fill(bits, 0);
        round++;
        unknown = false;
    }

    void add(int hash) {
        int place = Identities.place(hash);
        bits[place >>> 6] |= 1L << place;
    }

    /**
     * Adds some that belong together, unless it was done in this payload already.
     *
     * @param before in which round they were added last
     * @return this round, for the next time
     */
    long addOnce(long before, int[] some, int count) {
        if (before != round) {
            for (int i = 0; i < count; i++) {
                add(some[i]);
            }
        }
        return round;
    }

    /** Changes with each payload. */
    long round() {
        return round;
    }

    /** Not all of the payload's identities are here. */
    void incomplete() {
        unknown = true;
    }

    /** As {@link io.stakeout.watch.Identities} says; null when they are not all known, or are too many to tell them from others. */
    long[] all() {
        int set = 0;
        for (long word : bits) {
            set += Long.bitCount(word);
        }
        if (unknown || set * DENSE > WORDS * Long.SIZE) {
            return null;
        }
        return Identities.of(bits, set);
    }
}
