package io.stakeout.ingest.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.stakeout.incident.Lane;

/**
 * Recognises what one Kinesis record (or one line or document of a file) carries.
 *
 * <ul>
 *   <li>CloudWatch Logs subscription, gzip or not: {@code messageType} DATA_MESSAGE with {@code logEvents[].message},
 *       each a CloudTrail record as a JSON string; CONTROL_MESSAGE. Any key order. (CloudWatch Logs User Guide,
 *       "Real-time processing of log data with subscriptions".)
 *   <li>EventBridge event: by its {@code detail-type} a CloudTrail record in {@code detail} ({@link DetailTypes}); others
 *       are findings.
 *   <li>CloudTrail's own files: {@code {"Records":[…]}}, or one bare record.
 * </ul>
 *
 * A message that is not JSON is a fault; the rest of its payload is read. Pure, thread-safe.
 */
public final class Envelope {

    /** The most that one record may inflate to: 1 MB of Kinesis data at gzip's usual ratio, with room. */
    public static final int MOST_INFLATED = 32 * 1024 * 1024;

    /** The most records of one envelope: more than of a real size fit in what it may inflate to. */
    static final int MOST_ELEMENTS = 100_000;

    private static final Set<String> OF_A_RECORD = Set.of("eventName", "eventSource", "eventVersion", "userIdentity");

    private Envelope() {}

    public static Opened open(byte[] data) {
        byte[] bytes = data;
        try {
            if (Gunzip.isGzip(data)) {
                bytes = Gunzip.inflate(data, MOST_INFLATED);
            }
        } catch (IOException e) {
            return new Opened.Unreadable(new Fault("gzip is broken: " + reason(e), data));
        }
        try {
            return recognise(bytes);
        } catch (IOException e) {
            return new Opened.Unreadable(new Fault(reason(e), data));
        }
    }

    private static Opened recognise(byte[] bytes) throws IOException {
        TopLevel object = TopLevel.read(bytes);
        if (object.has("messageType") && object.has("logEvents")) {
            return logs(object, bytes);
        }
        if (object.has("detail-type") && object.has("detail")) {
            return event(object, bytes);
        }
        if (object.has("Records")) {
            return new Opened.Records(Lane.CT, elements(object.slice("Records").orElseThrow()), List.of());
        }
        if (OF_A_RECORD.stream().anyMatch(object::has)) {
            return new Opened.Records(Lane.CT, List.of(bytes), List.of());
        }
        return new Opened.Unreadable(new Fault("unknown envelope: a JSON object that is none of ours", bytes));
    }

    private static Opened logs(TopLevel object, byte[] bytes) throws IOException {
        String type = object.text("messageType").orElse("");
        if (type.equals("CONTROL_MESSAGE")) {
            return new Opened.Control();
        }
        if (!type.equals("DATA_MESSAGE")) {
            return new Opened.Unreadable(new Fault("unknown messageType of a CloudWatch Logs payload", bytes));
        }
        List<byte[]> records = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int n = 0;
        for (byte[] logEvent : elements(object.slice("logEvents").orElseThrow())) {
            n++;
            Optional<byte[]> message = message(logEvent);
            message.ifPresent(records::add);
            if (message.isEmpty()) {
                faults.add(new Fault("log event " + n + " has no message", logEvent));
            }
        }
        return new Opened.Records(Lane.CW, records, faults);
    }

    private static Optional<byte[]> message(byte[] logEvent) {
        try {
            return TopLevel.read(logEvent).text("message").map(text -> text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Opened event(TopLevel object, byte[] bytes) throws IOException {
        String detailType = object.text("detail-type").orElse("");
        if (DetailTypes.known(detailType)) {
            return new Opened.Records(Lane.EB, List.of(object.slice("detail").orElseThrow()), List.of());
        }
        return new Opened.Finding(object.text("source").orElse(""), detailType, bytes);
    }

    /** The elements of a JSON array, each as its bytes. */
    private static List<byte[]> elements(byte[] array) throws IOException {
        List<byte[]> elements = new ArrayList<>();
        try (JsonParser parser = TopLevel.JSON.createParser(array)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("a list was expected");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int from = TopLevel.begin(parser);
                parser.skipChildren();
                parser.finishToken();
                int to = (int) parser.currentLocation().getByteOffset();
                if (elements.size() == MOST_ELEMENTS) {
                    throw new IOException("more than " + MOST_ELEMENTS + " records in one envelope");
                }
                elements.add(java.util.Arrays.copyOfRange(array, from, to));
            }
        }
        return elements;
    }

    /** Jackson's messages quote the input; people get the kind of the fault, never its content. */
    private static String reason(IOException e) {
        if (e instanceof com.fasterxml.jackson.core.JsonProcessingException) {
            return "not JSON";
        }
        if (e instanceof java.io.EOFException) {
            return "it ends early";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
