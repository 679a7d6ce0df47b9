package io.stakeout.drill.cloud;

import java.util.Random;

/**
 * Identifiers as AWS makes them, from a seed: the same sequence of calls gets the same ones. They are the drill's own and
 * open nothing anywhere. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
public final class Ids {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private final Random random;

    public Ids(long seed) {
        this.random = new Random(seed);
    }

    /** A unique id: the prefix and 16 characters. */
    public String unique(String prefix) {
        return prefix + characters(BASE32, 16);
    }

    /** A secret access key: 40 characters. */
    public String secret() {
        return characters(SECRET, 40);
    }

    /** A session token; AWS's are longer and, like these, opaque. */
    public String token() {
        return "Drill" + characters(SECRET, 220);
    }

    /** An event or request id. */
    public String uuid() {
        return characters(HEX, 8) + "-" + characters(HEX, 4) + "-4" + characters(HEX, 3) + "-a" + characters(HEX, 3)
                + "-" + characters(HEX, 12);
    }

    /** Lower-case characters, as in the ids of organizations and policies. */
    public String lower(int length) {
        return characters("abcdefghijklmnopqrstuvwxyz0123456789", length);
    }

    private synchronized String characters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
