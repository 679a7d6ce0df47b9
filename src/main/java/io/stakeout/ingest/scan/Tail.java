package io.stakeout.ingest.scan;

/**
 * The rest of a message once all that is looked for has been seen, skipped eight bytes at a time. In an escaped message
 * each quote follows a backslash and nearly each backslash precedes a quote; where that does not hold is either the
 * message's end or an escape to look at. So the message is well-formed as a <em>string</em> to its last byte (escapes,
 * control characters, UTF-8), and no neighbour is skipped with it.
 *
 * <p>A later key of the same name would count instead of the first, so a tail that has such a name anywhere, or one that
 * could be spelled with {@code \}{@code u}, is {@link Unexpected} and walked token by token.
 */
final class Tail {

    private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGHS = ~LOWS;
    private static final long QUOTES = 0x0101010101010101L * '"';
    private static final long BACKSLASHES = 0x0101010101010101L * '\\';
    private static final long BELOW_BLANK = 0x0101010101010101L * (0x80 - ' ');

    /** As they would come again: of each, some word of a run is a part, whichever way the run is cut into words. */
    private static final Parts AGAIN = Parts.of("userIdentity\\\":", "sourceIPAddress");

    private Tail() {}

    /** @return where the quote that ends the message is */
    static int end(byte[] bytes, int from) {
        int at = from;
        while (true) {
            at = run(bytes, at);
            byte c = bytes[at];
            if (c == '"') {
                return ended(bytes, at);
            }
            at = c < 0 ? characters(bytes, at) : escape(bytes, at);
        }
    }

    /**
     * The first byte that has to be looked at: a quote without backslash, a backslash without quote (at what follows
     * it), a control character, a byte outside of ASCII.
     *
     * @param from not behind a byte outside of ASCII
     */
    private static int run(byte[] bytes, int from) {
        int at = from;
        while (true) {
            long word = Swar.word(bytes, at);
            long plain = plain(word, Swar.word(bytes, at - 1));
            if (AGAIN.has(word)) {
                nothingAgain(bytes, at);
            }
            if (plain != HIGHS) {
                return at + (Long.numberOfTrailingZeros(plain ^ HIGHS) >>> 3);
            }
            at += Long.BYTES;
        }
    }

    /**
     * The high bit of each byte that need not be looked at; the lowest that is missing is right. A byte less than 0x80
     * plus 0x7f has its high bit set when the byte isn't zero, and nothing is carried; one of 0x80 and more is missing,
     * whatever it carries.
     */
    private static long plain(long word, long before) {
        long noQuote = (word ^ QUOTES) + LOWS;
        long noBackslash = (before ^ BACKSLASHES) + LOWS;
        return word + BELOW_BLANK & ~word & ~(noQuote ^ noBackslash) & HIGHS;
    }

    /** Looks for the names around a word that is a part of one. */
    private static void nothingAgain(byte[] bytes, int at) {
        for (int p = at - Long.BYTES; p <= at; p++) {
            if (AGAIN.at(bytes, p)) {
                throw Unexpected.HERE;
            }
        }
    }

    private static int ended(byte[] bytes, int at) {
        if (bytes[at - 1] != '}') {
            throw Unexpected.HERE;
        }
        return at;
    }

    /** Behind characters outside of ASCII and the one that follows them, as a run has to begin. */
    private static int characters(byte[] bytes, int at) {
        int p = at;
        while (bytes[p] < 0) {
            p = Utf8.next(bytes, p);
        }
        if (bytes[p] == '"' || bytes[p] < ' ') {
            throw Unexpected.HERE;
        }
        return p + 1;
    }

    /** At what follows a backslash and is no quote: only the escapes of an inner string are left, but for Unicode's. */
    private static int escape(byte[] bytes, int at) {
        if (bytes[at] != '\\' || bytes[at - 1] != '\\') {
            throw Unexpected.HERE;
        }
        switch (bytes[at + 1]) {
            case 'b', 'f', 'n', 'r', 't', '/':
                return at + 2;
            case '\\':
                return bytes[at + 2] == '"' ? at + 3 : backslash(bytes, at + 2);
            default:
                throw Unexpected.HERE;
        }
    }

    /** After a backslash of an inner string, at the last of its four: that one escapes nothing. */
    private static int backslash(byte[] bytes, int at) {
        if (bytes[at] != '\\') {
            throw Unexpected.HERE;
        }
        return characters(bytes, at + 1);
    }
}
