package io.stakeout.watch;

import java.util.Arrays;

/**
 * Whose calls a record of the stream holds, by the hashes of their identities: a Bloom filter, so what it doesn't hold is
 * not there, and what it holds may be. It is a bare array, because there is one for each record.
 *
 * <p>A hash has one <em>place</em>, its low 13 bits. Of many identities the array is one bit for each place. Of few it is
 * shorter, and each place has four bits in it: the small records of a quiet stream must not cost more to remember than
 * to read.
 */
public final class Identities {

    /** Of the array that has a bit for each place. */
    public static final int WORDS = 128;

    /** Up to so many places the array is a short one. */
    private static final int FEW = 512;

    private static final int VERY_FEW = 128;
    private static final int BITS_OF_VERY_FEW = 5;
    private static final int BITS_OF_FEW = 8;
    private static final int BITS_A_PLACE = 4;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Identities() {}

    /** Where the bit of a hash is among {@link #WORDS}: its word is the place by 64, and a shift takes the rest of it. */
    public static int place(int hash) {
        return hash & WORDS * Long.SIZE - 1;
    }

    /**
     * As short as it may be.
     *
     * @param places a bit for each place
     * @param count how many bits are set
     */
    public static long[] of(long[] places, int count) {
        if (count > FEW) {
            return Arrays.copyOf(places, WORDS);
        }
        int bits = count * (count <= VERY_FEW ? BITS_OF_VERY_FEW : BITS_OF_FEW);
        long[] few = new long[Math.max(1, (bits + Long.SIZE - 1) / Long.SIZE)];
        for (int word = 0; word < WORDS; word++) {
            for (long rest = places[word]; rest != 0; rest &= rest - 1) {
                add(few, word * Long.SIZE + Long.numberOfTrailingZeros(rest));
            }
        }
        return few;
    }

    private static void add(long[] few, int place) {
        long spread = spread(place);
        for (int i = 0; i < BITS_A_PLACE; i++) {
            int bit = bit(spread, i, few.length);
            few[bit >>> 6] |= 1L << bit;
        }
    }

    /** @param hash by {@link IdentifierTable#hash} */
    public static boolean mayHold(long[] identities, int hash) {
        int place = place(hash);
        if (identities.length == WORDS) {
            return (identities[place >>> 6] & 1L << place) != 0;
        }
        long spread = spread(place);
        for (int i = 0; i < BITS_A_PLACE; i++) {
            int bit = bit(spread, i, identities.length);
            if ((identities[bit >>> 6] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static long spread(int place) {
        long product = (place + 1) * MULTIPLIER;
        return (product ^ product >>> 32) * MULTIPLIER;
    }

    /** Each sixteen bits of a spread place choose one bit, since there are fewer than 65,536. */
    private static int bit(long spread, int which, int words) {
        int part = (int) (spread >>> 16 * which) & 0xffff;
        return part * (words * Long.SIZE) >>> 16;
    }
}
