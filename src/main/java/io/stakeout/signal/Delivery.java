package io.stakeout.signal;

/**
 * What came to a webhook, as it came; a header that is missing is null.
 *
 * @param body the bytes that are signed
 */
public record Delivery(String source, String timestamp, String signature, byte[] body) {

    /** The most that is read of a body. */
    public static final int MOST_BYTES = 256 * 1024;
}
