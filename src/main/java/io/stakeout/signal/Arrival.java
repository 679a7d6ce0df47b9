package io.stakeout.signal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

/**
 * A signal as it reached us.
 *
 * @param way {@code risk} or {@code event}: by which door
 * @param speaker who is held to account for it
 * @param raw the bytes that it was read from
 */
record Arrival(String way, String speaker, Signal signal, Trust trust, byte[] raw, Instant at) {

    static final String RISK = "risk";
    static final String EVENT = "event";

    /** By which the same signal is known again, whatever is said of it. */
    byte[] key() {
        String key = String.join("\n", way, signal.source(), signal.id());
        return sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    /** By which the same delivery is known again. */
    byte[] body() {
        return sha256(raw);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
