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
    private static final int LONGEST = 2_048;
    /** Where the words that choose a slot lie: about the principal id, and about the access key behind it. */
    private static final int SAMPLED = 256;

    /** Shorter ones, those of services, are quickly walked. */
    private static final int SHORT = 144;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** One beginning. */
    private static final class Caller {
        private byte[] beginning = new byte[0];
        private int length;
        private IdentifierTable table;
        private final int[] cells = new int[Sightings.STRIDE];
        private final int[] hashes = new int[Recogniser.MOST_OF_A_CALLER];
        private int hashCount;
        private int round;
        /** Changes with what it stands for. */
        private int learned;

        private Acquaintance kept;
    }

    /** For what is not walked: nobody is known. */
    static final KnownCallers NOBODY = new KnownCallers(0);

    private final Caller[] callers;

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
        if (at + SAMPLED > bytes.length) {
            return 0;
        }
        Caller known = callers[slot(bytes, at, true)];
        if (!begins(known, bytes, at, recogniser)) {
            known = callers[slot(bytes, at, false)];
            if (!begins(known, bytes, at, recogniser)) {
                return 0;
            }
        }
        into.load(known.cells);
        known.round = recogniser.again(known.round, known.hashes, known.hashCount);
        return at + known.length;
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
        if (at + SAMPLED > bytes.length || end - at < SHORT || end - at > LONGEST) {
            return;
        }
        int slot = slot(bytes, at, end - at >= SAMPLED);
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

    /** A short beginning has no access key that far, and what comes behind it must not count. */
    private static int slot(byte[] bytes, int at, boolean whole) {
        long hash = 0;
        for (int p = at + 72; p < at + SHORT; p += Long.BYTES) {
            hash = (hash ^ Swar.word(bytes, p)) * MULTIPLIER;
        }
        for (int p = at + 200; whole && p < at + SAMPLED; p += Long.BYTES) {
            hash = (hash ^ Swar.word(bytes, p)) * MULTIPLIER;
        }
        return (int) (hash >>> 52);
    }
}
