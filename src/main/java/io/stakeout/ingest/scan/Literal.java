package io.stakeout.ingest.scan;

/**
 * A few ASCII bytes as AWS always writes them, compared eight at a time. A record, since a virtual machine takes the
 * fields of a record in a constant for constants.
 *
 * @param length in bytes, 1 to 24
 * @param last the last eight bytes of one that has more than sixteen
 */
record Literal(int length, long first, long second, long last) {

    private static final int LONGEST = 24;

    static Literal of(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            throw new IllegalArgumentException("a literal has 1 to " + LONGEST + " bytes");
        }
        return new Literal(
                length,
                Swar.word(text),
                length > 8 ? Swar.word(text.substring(Math.min(8, length - 8))) : 0,
                length > 16 ? Swar.word(text.substring(length - 8)) : 0);
    }

    /** Whether it is what begins there. The bytes are followed by {@link Swar#PADDING}. */
    boolean at(byte[] bytes, int at) {
        if (length <= 8) {
            return (length == 8 ? Swar.word(bytes, at) : Swar.low(Swar.word(bytes, at), length)) == first;
        }
        return Swar.word(bytes, at) == first
                && Swar.word(bytes, at + Math.min(8, length - 8)) == second
                && (length <= 16 || Swar.word(bytes, at + length - 8) == last);
    }
}
