package io.stakeout.signal.finding;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An EventBridge event in its parts.
 *
 * @param id of the event, not of what it tells; its digest when it has none
 * @param account that sent it, twelve digits
 * @param resources the envelope's list
 * @param detail may be of any shape
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">Event structure</a>
 */
record Event(
        String source,
        String detailType,
        String id,
        Optional<String> account,
        Optional<String> region,
        Optional<Instant> time,
        JsonNode resources,
        JsonNode detail) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{2,32}");

    /** @throws UnreadableJson when it has no detail-type or no source */
    static Event of(JsonNode envelope, byte[] bytes) throws UnreadableJson {
        return new Event(
                required(envelope, "source"),
                required(envelope, "detail-type"),
                Nodes.text(envelope, "id").orElseGet(() -> Ids.sha256(bytes)),
                account(envelope, "account"),
                region(envelope, "region"),
                moment(envelope, "time"),
                envelope.path("resources"),
                envelope.path("detail"));
    }

    private static String required(JsonNode envelope, String name) throws UnreadableJson {
        return Nodes.text(envelope, name).orElseThrow(() -> new UnreadableJson("It has no " + name + "."));
    }

    /** An account where the tree has one at the path: twelve digits. */
    static Optional<String> account(JsonNode root, String... path) {
        return Nodes.text(root, path).filter(text -> ACCOUNT.matcher(text).matches());
    }

    static Optional<String> region(JsonNode root, String... path) {
        return Nodes.text(root, path).filter(text -> REGION.matcher(text).matches());
    }

    static Optional<Instant> moment(JsonNode root, String... path) {
        return Nodes.scalar(root, path).flatMap(Moments::parse);
    }
}
