package io.stakeout.ingest.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Eight bytes at a time in one {@code long}. The arrays that are read here have {@link #PADDING} zero bytes behind their
 * content, so that no read needs to know where the content ends.
 */
final class Swar {

    static final int PADDING = 32;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle PAIRS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    private Swar() {}

    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    static short pair(byte[] bytes, int at) {
        return (short) PAIRS.get(bytes, at);
    }

    /** The first eight bytes of an ASCII text, zero after its end, as {@link #word} reads them. */
    static long word(String ascii) {
        byte[] padded = new byte[ascii.length() + Long.BYTES];
        System.arraycopy(ascii.getBytes(StandardCharsets.US_ASCII), 0, padded, 0, ascii.length());
        return word(padded, 0);
    }

    /** The lowest bytes of a word. */
    static long low(long word, int bytes) {
        return word & (1L << bytes * 8) - 1;
    }

    /**
     * Where a run of plain characters of a JSON string ends: the first quote, backslash, control character or byte
     * outside of ASCII. Found at the latest in the padding.
     */
    static int stop(byte[] bytes, int from) {
        int at = from;
        long stops = stops(word(bytes, at));
        while (stops == 0) {
            at += Long.BYTES;
            stops = stops(word(bytes, at));
        }
        return at + (Long.numberOfTrailingZeros(stops) >>> 3);
    }

    /**
     * The high bit of each byte that stops a run. Borrows make bits above the lowest one unreliable, and only the lowest
     * one is used.
     */
    private static long stops(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        long found = quote - ONES & ~quote | backslash - ONES & ~backslash | word - BLANKS & ~word | word;
        return found & HIGHS;
    }
}
