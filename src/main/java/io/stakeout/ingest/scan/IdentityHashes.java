package io.stakeout.ingest.scan;

import java.util.Arrays;

/** The distinct hashes of the identities of one payload, up to a bound. Reused. Not thread-safe. */
final class IdentityHashes {

    /** Beyond it a payload is looked at again rather than remembered. */
    static final int MOST = 512;

    private static final int SLOTS = 2_048;

    private final int[] hashes = new int[SLOTS];
    /** In which round a slot was filled: a new round empties all of them at once. */
    private final int[] rounds = new int[SLOTS];

    private final int[] all = new int[MOST];
    private int round;
    private int size;
    private boolean unknown;

    /** Begins a payload. */
    void clear() {
        if (++round == 0) {
            Arrays.fill(rounds, 0);
            round = 1;
        }
        size = 0;
        unknown = false;
    }

    void add(int hash) {
        int slot = hash & SLOTS - 1;
        while (rounds[slot] == round) {
            if (hashes[slot] == hash) {
                return;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (size == MOST) {
            unknown = true;
            return;
        }
        rounds[slot] = round;
        hashes[slot] = hash;
        all[size++] = hash;
    }

    /**
     * Adds some that belong together, unless it was done in this payload already.
     *
     * @param before in which round they were added last
     * @return this round, for the next time
     */
    int addOnce(int before, int[] some, int count) {
        if (before != round) {
            for (int i = 0; i < count; i++) {
                add(some[i]);
            }
        }
        return round;
    }

    /** Changes with each payload. */
    int round() {
        return round;
    }

    /** Not all of the payload's identities are here. */
    void incomplete() {
        unknown = true;
    }

    /** Ascending; null when they are not all known. */
    int[] sorted() {
        if (unknown) {
            return null;
        }
        int[] sorted = Arrays.copyOf(all, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
