package io.stakeout.incident;

/**
 * One entry as rooms and scripts get it.
 *
 * @param json an object in ASCII that begins with {@code seq} and {@code kind}
 */
public record EntryLine(long seq, String json) {

    /** Puts sequence and kind in front of the stored body, an object. */
    static EntryLine of(long seq, String kind, String body) {
        return new EntryLine(seq, "{\"seq\":" + seq + ",\"kind\":\"" + kind + "\"," + body.substring(1));
    }
}
