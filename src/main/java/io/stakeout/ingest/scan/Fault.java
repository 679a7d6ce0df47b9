package io.stakeout.ingest.scan;

import java.util.Objects;

/**
 * Bytes that could not be read, and why. The reason never quotes them.
 *
 * @param bytes what is quarantined; at most what quarantine takes of one record
 */
public record Fault(String reason, byte[] bytes) {
    public Fault {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(bytes);
    }
}
