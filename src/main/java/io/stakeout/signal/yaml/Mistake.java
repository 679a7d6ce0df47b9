package io.stakeout.signal.yaml;

/**
 * Why a file that people write isn't taken.
 *
 * @param file its name, or the directory's
 * @param line from 1; 0 when it is about the whole of it
 */
public record Mistake(String file, int line, String reason) {

    public static Mistake of(String file, Refused refused) {
        return new Mistake(file, refused.line(), refused.reason());
    }

    /** {@code leaked-key.yaml:12: …}, as editors take it. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + reason : file + ":" + line + ": " + reason;
    }
}
