package io.stakeout.ingest.scan;

import java.util.Objects;

/**
 * Bytes that could not be read, and why. The reason never quotes them.
 *
 * @param bytes what is quarantined; at most what quarantine takes of one record
 * @param whole whether they are all of it: what is kept only in part can't be read another time either
 */
public record Fault(String reason, byte[] bytes, boolean whole) {
    public Fault {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(bytes);
    }

    public Fault(String reason, byte[] bytes) {
        this(reason, bytes, true);
    }

    /** Something too long to be kept, or cut off where it came from. */
    public static Fault inPart(String reason, byte[] start) {
        return new Fault(reason, start, false);
    }
}
