package io.stakeout.ingest;

import java.util.Objects;

/**
 * Bytes that could not be read, and why. The reason never quotes them.
 *
 * @param bytes what is quarantined; at most what {@link Quarantine} takes of one record
 */
record Fault(String reason, byte[] bytes) {
    Fault {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(bytes);
    }
}
