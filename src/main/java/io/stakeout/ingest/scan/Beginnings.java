package io.stakeout.ingest.scan;

import java.util.Collection;

/**
 * How some ASCII texts of at least eight bytes begin: a look at one word says that a text is none of them, mostly. A
 * record, since a virtual machine takes the fields of a record in a constant for constants.
 *
 * @param table the first eight bytes in the slot of their hash
 * @param shared a bit for each slot that several need, and that so says nothing
 */
record Beginnings(long[] table, long shared) {

    private static final int SLOTS_BITS = 6;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    static Beginnings of(Collection<String> texts) {
        long[] table = new long[1 << SLOTS_BITS];
        long shared = 0;
        for (String text : texts) {
            long word = Swar.word(text);
            int slot = slot(word);
            if (table[slot] != 0 && table[slot] != word) {
                shared |= 1L << slot;
            }
            table[slot] = word;
        }
        return new Beginnings(table, shared);
    }

    private static int slot(long word) {
        return (int) (word * MULTIPLIER >>> Long.SIZE - SLOTS_BITS);
    }

    /** False when none of the texts begins there. */
    boolean has(byte[] bytes, int at) {
        long word = Swar.word(bytes, at);
        int slot = slot(word);
        return table[slot] == word || (shared & 1L << slot) != 0;
    }
}
