package io.stakeout.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of the record.
 *
 * @param version how it is hashed: {@link #PLAIN} or {@link #KEYED}
 * @param at to the microsecond, as the database keeps it
 * @param details canonical JSON
 * @param prevHash hash of the line before; {@link #GENESIS} for the first
 */
record AuditLine(
        int version,
        long id,
        Instant at,
        String actor,
        String role,
        String action,
        String subject,
        String details,
        String prevHash) {

    /** SHA-256, which anybody can compute: lines from before there was a key. None is written any more. */
    static final int PLAIN = 1;

    /** HMAC-SHA256 with the {@link AuditKey}. */
    static final int KEYED = 2;

    static final String GENESIS = "0".repeat(64);
    private static final String PURPOSE = "stakeout audit line";

    AuditLine {
        at = at.truncatedTo(ChronoUnit.MICROS);
        actor = storable(actor);
        subject = storable(subject);
        details = storable(details);
    }

    /** Over every column, the hash of the line before among them. */
    String hash(AuditKey key) {
        return version == PLAIN ? plain() : key.seal(PURPOSE, columns(true));
    }

    boolean keyed() {
        return version == KEYED;
    }

    private List<String> columns(boolean withVersion) {
        Stream<String> columns =
                Stream.of(String.valueOf(id), at.toString(), actor, role, action, subject, details, prevHash);
        return (withVersion ? Stream.concat(Stream.of(String.valueOf(version)), columns) : columns).toList();
    }

    private String plain() {
        MessageDigest digest = sha256();
        columns(false).forEach(column -> {
            byte[] bytes = column.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The same line in another place. */
    AuditLine withId(long other) {
        return new AuditLine(version, other, at, actor, role, action, subject, details, prevHash);
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
