package io.stakeout.watch;

/**
 * Whose calls a record of the stream holds, by the hashes of their identities: a Bloom filter of one bit a hash, so what
 * it doesn't hold is not there, and what it holds may be. Immutable.
 */
public final class Identities {

    private final long[] bits;

    /** @param bits bit n of word m is for the hashes whose low bits are 64 m + n; a power of two of them, kept */
    public Identities(long[] bits) {
        if (Integer.bitCount(bits.length) != 1) {
            throw new IllegalArgumentException("a filter has a power of two of words, not " + bits.length);
        }
        this.bits = bits;
    }

    /** @param hash by {@link IdentifierTable#hash} */
    public boolean mayHold(int hash) {
        return (bits[hash >>> 6 & bits.length - 1] & 1L << hash) != 0;
    }
}
