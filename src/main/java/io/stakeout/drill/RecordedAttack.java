package io.stakeout.drill;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Retimed;

/**
 * The attack that the drill replays: real CloudTrail of about thirty techniques (data set of Invictus Incident
 * Response, MIT), its event times moved to now, delivered as AWS delivers it: most calls by EventBridge within
 * seconds, some by CloudWatch Logs minutes later.
 */
final class RecordedAttack {

    /** The key that was leaked. */
    static final String LEAKED_KEY = "AKIATFQR7NSC8Q4X20BJ";

    private static final String RESOURCE = "/io/stakeout/demo/invictus-a.jsonl.gz";
    private static final JsonMapper JSON = new JsonMapper();

    /** @param due when the envelope reaches us */
    record Delivery(Instant due, byte[] envelope) {}

    private RecordedAttack() {}

    /**
     * All deliveries in the order of arrival.
     *
     * @param firstCall when the leaked key's first call happens
     */
    static List<Delivery> deliveries(Instant firstCall) {
        List<CloudTrailRecord> records = records();
        Instant recordedFirst = records.stream()
                .filter(r ->
                        r.principal().accessKeyId().filter(LEAKED_KEY::equals).isPresent())
                .flatMap(r -> r.eventTime().stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Duration shift = Duration.between(recordedFirst, firstCall);
        return records.stream()
                .map(r -> delivery(r, r.eventTime().orElseThrow().plus(shift)))
                .sorted(Comparator.comparing(Delivery::due))
                .toList();
    }

    private static Delivery delivery(CloudTrailRecord record, Instant happens) {
        byte[] retimed = Retimed.withEventTime(record.raw(), happens);
        int dice = Math.floorMod(record.eventId().hashCode(), 100);
        if (dice < 85) {
            return new Delivery(happens.plusSeconds(4 + dice % 6), byEventBridge(record, retimed, happens));
        }
        return new Delivery(happens.plusSeconds(60 + dice * 7 % 90), byCloudWatchLogs(record, retimed, happens));
    }

    private static byte[] byEventBridge(CloudTrailRecord record, byte[] detail, Instant happens) {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "0");
        event.put("id", record.eventId());
        event.put("detail-type", "AWS API Call via CloudTrail");
        event.put("source", "aws." + record.eventSource().replace(".amazonaws.com", ""));
        event.put("account", record.account().orElse(""));
        event.put("time", happens.toString());
        event.put("region", record.region().orElse(""));
        event.putArray("resources");
        byte[] head = write(event);
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + detail.length + 12);
        out.write(head, 0, head.length - 1);
        out.writeBytes(",\"detail\":".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(detail);
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] byCloudWatchLogs(CloudTrailRecord record, byte[] message, Instant happens) {
        ObjectNode payload = JSON.createObjectNode();
        String account = record.account().orElse("");
        payload.put("messageType", "DATA_MESSAGE");
        payload.put("owner", account);
        payload.put("logGroup", "cloudtrail");
        payload.put("logStream", account + "_CloudTrail_" + record.region().orElse(""));
        payload.putArray("subscriptionFilters").add("stakeout");
        ObjectNode event = payload.putArray("logEvents").addObject();
        event.put("id", record.eventId());
        event.put("timestamp", happens.toEpochMilli());
        event.put("message", new String(message, StandardCharsets.UTF_8));
        return gzip(write(payload));
    }

    private static List<CloudTrailRecord> records() {
        try (InputStream raw = RecordedAttack.class.getResourceAsStream(RESOURCE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            List<CloudTrailRecord> records = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(CloudTrailRecord.parse(line.getBytes(StandardCharsets.UTF_8)));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException("the recorded attack is missing from this build", e);
        }
    }

    private static byte[] write(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
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
