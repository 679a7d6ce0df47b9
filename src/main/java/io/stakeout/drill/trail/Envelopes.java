package io.stakeout.drill.trail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.trail.Parcel.Item;

/**
 * What the two lanes put around records. The same events give the same bytes. Stateless.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html">EventBridge events</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">subscription
 *     payloads</a>
 */
public final class Envelopes {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LOG_EVENT_ID = 56;

    private final Dice dice;

    Envelopes(Dice dice) {
        this.dice = dice;
    }

    /**
     * Wraps one record that is there already, as its lane would.
     *
     * @param record CloudTrail's JSON in UTF-8; not changed
     * @param account whose trail it is in
     */
    public static byte[] around(
            Lane lane, byte[] record, String eventId, Instant time, String account, String region, String source) {
        Item item = new Item(eventId, time, account, region, source, ApiEvent.API_CALL, record);
        return new Envelopes(new Dice(0)).of(lane, List.of(item));
    }

    byte[] of(Lane lane, List<Item> items) {
        return switch (lane) {
            case EVENTBRIDGE -> eventBridge(items.get(0));
            case CLOUDWATCH_LOGS -> cloudWatchLogs(items);
        };
    }

    private byte[] eventBridge(Item item) {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "0");
        json.put("id", eventBridgeId(item));
        json.put("detail-type", detailType(item.eventType()));
        json.put("source", "aws." + item.eventSource().replace(".amazonaws.com", ""));
        json.put("account", item.accountId());
        json.put("time", item.time().toString());
        json.put("region", item.region());
        json.putArray("resources");
        byte[] head = bytes(json);
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + item.record().length + 12);
        out.write(head, 0, head.length - 1);
        out.writeBytes(",\"detail\":".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(item.record());
        out.write('}');
        return out.toByteArray();
    }

    private static String detailType(String eventType) {
        return switch (eventType) {
            case ApiEvent.SIGN_IN -> "AWS Console Sign In via CloudTrail";
            case ApiEvent.SERVICE_EVENT -> "AWS Service Event via CloudTrail";
            default -> "AWS API Call via CloudTrail";
        };
    }

    /** EventBridge numbers events itself: the id of the record is another. */
    private String eventBridgeId(Item item) {
        SplittableRandom random = dice.of(item.eventId(), Lane.EVENTBRIDGE, "id");
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private byte[] cloudWatchLogs(List<Item> items) {
        Item any = items.get(0);
        ObjectNode json = JSON.createObjectNode();
        json.put("messageType", "DATA_MESSAGE");
        json.put("owner", any.accountId());
        json.put("logGroup", "cloudtrail");
        json.put("logStream", any.logStream());
        json.putArray("subscriptionFilters").add("stakeout");
        ArrayNode events = json.putArray("logEvents");
        items.forEach(item -> events.addObject()
                .put("id", logEventId(item))
                .put("timestamp", item.time().toEpochMilli())
                .put("message", new String(item.record(), StandardCharsets.UTF_8)));
        return gzip(bytes(json));
    }

    private String logEventId(Item item) {
        SplittableRandom random = dice.of(item.eventId(), Lane.CLOUDWATCH_LOGS, "id");
        StringBuilder id = new StringBuilder(LOG_EVENT_ID).append('3');
        while (id.length() < LOG_EVENT_ID) {
            id.append((char) ('0' + random.nextInt(10)));
        }
        return id.toString();
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers always has a JSON form", e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
