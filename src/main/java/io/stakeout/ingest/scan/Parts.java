package io.stakeout.ingest.scan;

import java.util.List;

/**
 * The parts of eight bytes of some ASCII texts of fifteen bytes. Where a text is cut into words, wherever the cuts are,
 * one of the words is such a part of it. A record, since a virtual machine takes the fields of a record in a constant
 * for constants.
 *
 * @param texts of which they are parts
 * @param table each part in the slot of its hash; no two share one
 */
record Parts(List<String> texts, long multiplier, long[] table) {

    private static final int LENGTH = 15;
    private static final int SLOTS_BITS = 8;
    private static final long FIRST_MULTIPLIER = 0x9E3779B97F4A7C15L;

    static Parts of(String... texts) {
        for (String text : texts) {
            if (text.length() != LENGTH) {
                throw new IllegalArgumentException("a text has " + LENGTH + " bytes");
            }
        }
        long multiplier = FIRST_MULTIPLIER;
        long[] table = table(texts, multiplier);
        while (table == null) {
            multiplier += 2;
            table = table(texts, multiplier);
        }
        return new Parts(List.of(texts), multiplier, table);
    }

    /** Null when two parts share a slot. */
    private static long[] table(String[] texts, long multiplier) {
        long[] table = new long[1 << SLOTS_BITS];
        for (String text : texts) {
            for (int at = 0; at < Long.BYTES; at++) {
                long part = Swar.word(text.substring(at));
                int slot = slot(part, multiplier);
                if (table[slot] != 0 && table[slot] != part) {
                    return null;
                }
                table[slot] = part;
            }
        }
        return table;
    }

    private static int slot(long word, long multiplier) {
        return (int) (word * multiplier >>> Long.SIZE - SLOTS_BITS);
    }

    /** Whether a word is a part, or zero. */
    boolean has(long word) {
        return table[slot(word, multiplier)] == word;
    }

    /** Whether one of the texts is what begins there. */
    boolean at(byte[] bytes, int at) {
        for (String text : texts) {
            if (at(text, bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean at(String text, byte[] bytes, int at) {
        int i = 0;
        while (i < text.length() && bytes[at + i] == text.charAt(i)) {
            i++;
        }
        return i == text.length();
    }
}
