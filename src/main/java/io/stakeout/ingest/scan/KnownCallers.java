package io.stakeout.ingest.scan;

import java.util.Arrays;

import io.stakeout.watch.IdentifierTable;

/**
 * How messages begin, up to and with their {@code userIdentity}: a session's messages begin alike, byte for byte, and
 * what was found out about the one is then true of the other. Compared in full, so a hit is as good as a walk. A bounded
 * number of slots that are written over; allocates nothing once they are filled. Not thread-safe.
 */
final class KnownCallers {

    private static final int SLOTS = 4_096;
    private static final int NEIGHBOURS = 4;
    private static final int LONGEST = 2_048;
    /**
     * Up to where words choose a slot, about the principal id and, as far as a beginning is that long, about the access
     * key behind it. Shorter ones, those of services, are quickly walked.
     */
    private static final int[] SAMPLED = {256, 224, 144};

    private static final int MOST_SAMPLED = SAMPLED[0];
    private static final int SHORT = SAMPLED[SAMPLED.length - 1];

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** One beginning. */
    private static final class Caller {
        private byte[] beginning = new byte[0];
        private int length;
        private IdentifierTable table;
        private final int[] cells = new int[Sightings.STRIDE];
        private final int[] hashes = new int[Recogniser.MOST_OF_A_CALLER];
        private int hashCount;
        private long round;
        /** Changes with what it stands for. */
        private int learned;

        private Acquaintance kept;
    }

    /** For what is not walked: nobody is known. */
    static final KnownCallers NOBODY = new KnownCallers(0);

    private final Caller[] callers;
    private int turn;

    KnownCallers() {
        this(SLOTS);
    }

    private KnownCallers(int slots) {
        callers = new Caller[slots];
    }

    /**
     * Notes what is known of a message that begins so.
     *
     * @return where its userIdentity ends, or zero when such a beginning is not known
     */
    int find(byte[] bytes, int at, Sightings into, Recogniser recogniser) {
        if (at + MOST_SAMPLED > bytes.length) {
            return 0;
        }
        for (int sampled : SAMPLED) {
            Caller known = any(slot(bytes, at, sampled), bytes, at, recogniser);
            if (known != null) {
                into.load(known.cells);
                known.round = recogniser.again(known.round, known.hashes, known.hashCount);
                return at + known.length;
            }
        }
        return 0;
    }

    /** Those that chose the same slot share it and its neighbours. */
    private Caller any(int slot, byte[] bytes, int at, Recogniser recogniser) {
        for (int neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
            Caller caller = callers[slot ^ neighbour];
            if (begins(caller, bytes, at, recogniser)) {
                return caller;
            }
        }
        return null;
    }

    private static boolean begins(Caller known, byte[] bytes, int at, Recogniser recogniser) {
        if (known == null || known.table != recogniser.table() || at + known.length >= bytes.length) {
            return false;
        }
        int end = at + known.length;
        return bytes[end] == ',' && Arrays.equals(known.beginning, 0, known.length, bytes, at, end);
    }

    /** Remembers a beginning of which the current sighting tells everything, and nothing but the caller. */
    void learn(byte[] bytes, int at, int end, Sightings from, Recogniser recogniser) {
        if (at + MOST_SAMPLED > bytes.length || end - at < SHORT || end - at > LONGEST) {
            return;
        }
        int slot = free(slot(bytes, at, sampled(end - at)), recogniser.table());
        Caller caller = callers[slot] == null ? new Caller() : callers[slot];
        callers[slot] = caller;
        caller.kept = null;
        from.caller(slot + 1, ++caller.learned);
        caller.length = end - at;
        if (caller.beginning.length < caller.length) {
            caller.beginning = new byte[Math.min(LONGEST, caller.length + 128)];
        }
        System.arraycopy(bytes, at, caller.beginning, 0, caller.length);
        from.save(caller.cells);
        caller.hashCount = recogniser.copyHashes(caller.hashes);
        caller.table = recogniser.table();
        caller.round = recogniser.identities().round();
    }

    /** When all are taken, they take turns. */
    private int free(int slot, IdentifierTable table) {
        for (int neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
            if (free(callers[slot ^ neighbour], table)) {
                return slot ^ neighbour;
            }
        }
        return slot ^ ++turn & NEIGHBOURS - 1;
    }

    private static boolean free(Caller caller, IdentifierTable table) {
        return caller == null || caller.table != table;
    }

    /** What is kept about the caller of the current message; null when nothing is, or it is no longer known. */
    Acquaintance kept(Sightings current) {
        Caller caller = caller(current);
        return caller == null ? null : caller.kept;
    }

    /** Keeps something about the caller of the current message, as long as it is known. */
    void keep(Sightings current, Acquaintance kept) {
        Caller caller = caller(current);
        if (caller != null) {
            caller.kept = kept;
        }
    }

    boolean knows(Sightings current) {
        return caller(current) != null;
    }

    /** Another may have taken its slot since the message was walked. */
    private Caller caller(Sightings current) {
        if (current.caller() == 0) {
            return null;
        }
        Caller caller = callers[current.caller() - 1];
        return caller.learned == current.learned() ? caller : null;
    }

    /** As much as a beginning of this length has: what comes behind it must not count. */
    private static int sampled(int length) {
        int i = 0;
        while (SAMPLED[i] > length) {
            i++;
        }
        return SAMPLED[i];
    }

    private static int slot(byte[] bytes, int at, int sampled) {
        long hash = mixed(bytes, at + 72, at + 136) ^ mixed(bytes, at + sampled - 64, at + sampled);
        return (int) (hash * MULTIPLIER >>> 52);
    }

    /** Two words in each step, since a step waits for the one before. */
    private static long mixed(byte[] bytes, int from, int to) {
        long hash = 0;
        for (int p = from; p < to; p += 2 * Long.BYTES) {
            long second = Swar.word(bytes, p + Long.BYTES) * MULTIPLIER;
            hash = (hash ^ Swar.word(bytes, p)) * MULTIPLIER + (second ^ second >>> 32);
        }
        return hash ^ hash >>> 32;
    }
}
