package io.stakeout.drill;

import java.io.BufferedReader;
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

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Retimed;
import io.stakeout.drill.trail.Envelopes;
import io.stakeout.drill.trail.Lane;

/**
 * The attack that the drill replays: real CloudTrail of about thirty techniques (data set of Invictus Incident
 * Response, MIT), its event times moved to now, delivered as AWS delivers it: most calls by EventBridge within
 * seconds, some by CloudWatch Logs minutes later.
 */
final class RecordedAttack {

    /** The key that was leaked. */
    static final String LEAKED_KEY = "AKIATFQR7NSC8Q4X20BJ";

    private static final String RESOURCE = "/io/stakeout/demo/invictus-a.jsonl.gz";

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
            return new Delivery(happens.plusSeconds(4 + dice % 6), wrapped(Lane.EVENTBRIDGE, record, retimed, happens));
        }
        return new Delivery(
                happens.plusSeconds(60 + dice * 7 % 90), wrapped(Lane.CLOUDWATCH_LOGS, record, retimed, happens));
    }

    private static byte[] wrapped(Lane lane, CloudTrailRecord record, byte[] retimed, Instant happens) {
        return Envelopes.around(
                lane,
                retimed,
                record.eventId(),
                happens,
                record.account().orElse(""),
                record.region().orElse(""),
                record.eventSource());
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
}
