package io.stakeout.cloudtrail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One CloudTrail record: its bytes and a tolerant reading of them. Immutable by convention (neither {@link #raw()} nor
 * {@link #tree()} may be changed) and safe to share between threads.
 *
 * <p>No accessor throws: a field that is missing, blank or of another type than AWS documents is absent. Of equal keys
 * in one object <em>the last one wins</em>, for everything including identity. Whoever scans the bytes for identifiers
 * must therefore confirm a hit against {@link #principal()}, and a hit that only an earlier duplicate explains is no
 * match. AWS never sends duplicate keys.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">record
 *     contents</a>
 */
public final class CloudTrailRecord {

    private static final String UNKNOWN = "unknown";
    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 256;

    private final byte[] raw;
    private final ObjectNode tree;
    private final Principal principal;
    private final String eventId;
    private final Optional<Instant> eventTime;

    private CloudTrailRecord(byte[] raw, ObjectNode tree) {
        this.raw = raw;
        this.tree = tree;
        this.principal = Principal.of(tree.path("userIdentity"));
        this.eventId = text("eventID").filter(id -> id.length() <= MAX_ID).orElseGet(() -> "sha256:" + sha256(raw));
        this.eventTime = text("eventTime").flatMap(EventTimes::parse);
    }

    /**
     * Reads one record.
     *
     * @param utf8 one JSON object; kept, not copied
     * @throws UnreadableRecordException when it is not UTF-8, not one JSON object, or nested beyond 4,000 levels
     */
    public static CloudTrailRecord parse(byte[] utf8) throws UnreadableRecordException {
        Objects.requireNonNull(utf8);
        return new CloudTrailRecord(utf8, TreeReader.read(utf8));
    }

    /** The bytes as they came, secrets included: see {@link Redaction}. */
    public byte[] raw() {
        return raw;
    }

    /** At most 128 characters; without a usable eventID it is {@code sha256:} and the hex digest of the bytes. */
    public String eventId() {
        return eventId;
    }

    /** When AWS handled the call, to the second. */
    public Optional<Instant> eventTime() {
        return eventTime;
    }

    /** For example {@code iam.amazonaws.com}; {@code unknown} when absent. At most 256 characters. */
    public String eventSource() {
        return Text.cut(text("eventSource").orElse(UNKNOWN), MAX_NAME);
    }

    /** For example {@code CreateUser}; {@code unknown} when absent. At most 256 characters. */
    public String eventName() {
        return Text.cut(text("eventName").orElse(UNKNOWN), MAX_NAME);
    }

    public Optional<String> eventType() {
        return text("eventType");
    }

    public Optional<String> errorCode() {
        return text("errorCode");
    }

    public Optional<String> errorMessage() {
        return text("errorMessage");
    }

    public Optional<String> region() {
        return text("awsRegion");
    }

    /** An address, but also a service name or {@code AWS Internal}. */
    public Optional<String> sourceIp() {
        return text("sourceIPAddress");
    }

    public Optional<String> userAgent() {
        return text("userAgent");
    }

    /** Equal in the two records that a cross-account call leaves. */
    public Optional<String> sharedEventId() {
        return text("sharedEventID");
    }

    /** Why the record came late, or what it corrects; absent in nearly every record. */
    public Optional<Addendum> addendum() {
        return Addendum.of(tree.path("addendum"));
    }

    /** The account whose trail has the record, else the caller's. */
    public Optional<String> account() {
        return text("recipientAccountId").or(principal::accountId);
    }

    /** What AWS says; {@code true} is no proof of harmlessness (AssumeRole, GetSecretValue). */
    public Optional<Boolean> readOnly() {
        JsonNode node = tree.path("readOnly");
        boolean known = node.isBoolean() || node.isTextual();
        return known ? Optional.of(Nodes.isTrue(node)) : Optional.empty();
    }

    public Principal principal() {
        return principal;
    }

    /** The whole record; not to be changed. Numbers beyond a {@code long} are POJO nodes that hold their text. */
    public JsonNode tree() {
        return tree;
    }

    /** The string at a path of keys, exactly as sent; empty when blank or not a string. */
    public Optional<String> text(String... path) {
        return Nodes.text(tree, path);
    }

    private Optional<String> text(String name) {
        return Nodes.text(tree, name);
    }

    /** The moment at a path of keys, in any of the formats of {@link EventTimes}. */
    public Optional<Instant> time(String... path) {
        return text(path).flatMap(EventTimes::parse);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
