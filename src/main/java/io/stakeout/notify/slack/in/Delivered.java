package io.stakeout.notify.slack.in;

/**
 * A request as it came over HTTP; a header that is missing is null.
 *
 * @param body the bytes that are signed
 */
public record Delivered(String timestamp, String signature, byte[] body) {

    /** The most that is read of a body. */
    public static final int MOST_BYTES = 256 * 1024;
}
