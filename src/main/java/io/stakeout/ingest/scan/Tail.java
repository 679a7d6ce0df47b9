package io.stakeout.ingest.scan;

/**
 * The rest of a message once all that is looked for has been seen, skipped eight bytes at a time. In an escaped message
 * each quote follows a backslash and nearly each backslash precedes a quote; where that does not hold is either the
 * message's end or an escape to look at. So the message is well-formed as a <em>string</em> to its last byte (escapes,
 * control characters, UTF-8), and no neighbour is skipped with it.
 *
 * <p>A later key of the same name would count instead of the first, so a tail that has such a name anywhere, or one that
 * could be spelled with {@code \}{@code u}, is {@link Unexpected} and walked token by token. Each of the names has a
 * capital I, as has the one that is wanted for counting.
 */
final class Tail {

    private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long CAPITAL_I = ONES * 'I';
    private static final long BELOW_BLANK = ONES * (0x80 - ' ');

    private static final long USER_IDENTITY = Swar.word("userIden");
    private static final long SOURCE_IP = Swar.word("sourceIP");
    private static final long ACCOUNT = Swar.word("tAccount");
    private static final long ID_AND_VALUE = Swar.word("Id\\\":\\\"");
    private static final int ACCOUNT_DIGITS = 12;

    private Tail() {}

    /** @return where the quote that ends the message is */
    static int end(byte[] bytes, int from, Sightings into) {
        int at = from;
        while (true) {
            at = stop(bytes, at);
            byte c = bytes[at];
            if (c == 'I') {
                at = name(bytes, at, into);
            } else if (c == '"') {
                return ended(bytes, at);
            } else {
                at = c < 0 ? Utf8.next(bytes, at) : escape(bytes, at);
            }
        }
    }

    private static int stop(byte[] bytes, int from) {
        int at = from;
        long stops = stops(bytes, at);
        while (stops == 0) {
            at += Long.BYTES;
            stops = stops(bytes, at);
        }
        return at + (Long.numberOfTrailingZeros(stops) >>> 3);
    }

    /**
     * The high bit of each byte that has to be looked at: a quote without backslash, a backslash without quote (at what
     * follows it), a capital I, a control character, a byte outside of ASCII. The lowest bit is right.
     */
    private static long stops(byte[] bytes, int at) {
        long word = Swar.word(bytes, at);
        long quote = word ^ QUOTES;
        long backslash = Swar.word(bytes, at - 1) ^ BACKSLASHES;
        long noQuote = (quote & LOWS) + LOWS | quote;
        long noBackslash = (backslash & LOWS) + LOWS | backslash;
        long capital = word ^ CAPITAL_I;
        return (noQuote ^ noBackslash | capital - ONES & ~capital | ~((word & LOWS) + BELOW_BLANK) | word) & HIGHS;
    }

    private static int ended(byte[] bytes, int at) {
        if (bytes[at - 1] != '}') {
            throw Unexpected.HERE;
        }
        return at;
    }

    private static int name(byte[] bytes, int at, Sightings into) {
        if (Swar.word(bytes, at - 4) == USER_IDENTITY || Swar.word(bytes, at - 6) == SOURCE_IP) {
            throw Unexpected.HERE;
        }
        if (Swar.word(bytes, at - 8) == ACCOUNT && Swar.low(Swar.word(bytes, at), Long.BYTES - 1) == ID_AND_VALUE) {
            int from = at + Long.BYTES - 1;
            into.note(Field.RECIPIENT_ACCOUNT, from, digits(bytes, from));
        }
        return at + 1;
    }

    private static int digits(byte[] bytes, int from) {
        int p = from;
        while (p < from + ACCOUNT_DIGITS && bytes[p] >= '0' && bytes[p] <= '9') {
            p++;
        }
        return p;
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
        byte next = bytes[at + 1];
        if (bytes[at] != '\\' || next == '"' || next >= 0 && next < ' ') {
            throw Unexpected.HERE;
        }
        return next < 0 ? Utf8.next(bytes, at + 1) : at + 2;
    }
}
