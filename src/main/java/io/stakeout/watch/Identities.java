package io.stakeout.watch;

/**
 * Whose calls a record of the stream holds, by the hashes of their identities: a Bloom filter of one bit a hash, so what
 * it doesn't hold is not there, and what it holds may be. It is a bare array, because there is one for each record.
 *
 * <p>Bit n of word m is for the hashes whose low bits are 64 m + n; there is a power of two of words.
 */
public final class Identities {

    private Identities() {}

    /** @param hash by {@link IdentifierTable#hash} */
    public static boolean mayHold(long[] bits, int hash) {
        return (bits[hash >>> 6 & bits.length - 1] & 1L << hash) != 0;
    }
}
