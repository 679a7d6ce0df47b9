package io.stakeout.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * One line of the record.
 *
 * @param at to the microsecond, as the database keeps it
 * @param details canonical JSON
 * @param prevHash hash of the line before; {@link #GENESIS} for the first
 */
record AuditLine(
        long id,
        Instant at,
        String actor,
        String role,
        String action,
        String subject,
        String details,
        String prevHash) {

    static final String GENESIS = "0".repeat(64);

    AuditLine {
        at = at.truncatedTo(ChronoUnit.MICROS);
        actor = storable(actor);
        subject = storable(subject);
        details = storable(details);
    }

    /** SHA-256 over every column, each preceded by its length, so that no two lines encode alike. */
    String hash() {
        MessageDigest digest = sha256();
        List.of(String.valueOf(id), at.toString(), actor, role, action, subject, details, prevHash)
                .forEach(column -> {
                    byte[] bytes = column.getBytes(StandardCharsets.UTF_8);
                    digest.update(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(bytes.length)
                            .flip());
                    digest.update(bytes);
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What comes back from the database as it went in: it takes no NUL and no half of a surrogate pair. */
    private static String storable(String text) {
        byte[] utf8 = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
