package io.stakeout.drill.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.ingest.scan.Envelope;
import io.stakeout.ingest.scan.Opened;

import static io.stakeout.drill.trail.Listener.events;
import static io.stakeout.drill.trail.Listener.ids;
import static io.stakeout.drill.trail.Listener.of;
import static io.stakeout.drill.trail.Listener.settings;
import static org.assertj.core.api.Assertions.assertThat;

class LaneEnvelopesTest {

    private static final Instant START = Listener.START;
    private static final LaneSettings EXACT_EB = Listener.EXACT_EB;
    private static final Map<Lane, LaneSettings> EXACT = Listener.EXACT;

    private final Listener listener = new Listener();

    @Test
    void aSecondCopyIsTheSameBytesLater() {
        Lanes lanes = new Lanes(
                listener,
                3,
                Map.of(Lane.EVENTBRIDGE, settings(2, 8, 0.3, 0), Lane.CLOUDWATCH_LOGS, settings(120, 400, 0.3, 0)),
                1);
        events(300).forEach(lanes::publish);
        Map<String, List<Delivery>> copies = new TreeMap<>();
        List<Delivery> all = listener.drain(lanes);
        all.forEach(
                d -> copies.computeIfAbsent(Base64.getEncoder().encodeToString(d.envelope()), e -> new ArrayList<>())
                        .add(d));
        assertThat(copies.values()).allSatisfy(same -> assertThat(same).hasSizeBetween(1, 2));
        assertThat(copies.values())
                .filteredOn(same -> same.size() == 2)
                .isNotEmpty()
                .allSatisfy(same ->
                        assertThat(same.get(1).due()).isAfter(same.get(0).due()));
        LaneTally.Counts eb = lanes.tally().of(Lane.EVENTBRIDGE);
        assertThat(eb.duplicated()).isBetween(60L, 120L);
        assertThat(eb.delivered()).isEqualTo(300 + eb.duplicated());
        assertThat(lanes.tally().of(Lane.CLOUDWATCH_LOGS).duplicated()).isPositive();
    }

    @Test
    void theProductOpensEveryEnvelopeAndFindsTheRecordsInIt() {
        Lanes lanes = new Lanes(listener, 10, EXACT, 1);
        Samples.all().values().forEach(lanes::publish);
        for (Delivery delivery : listener.drain(lanes)) {
            Opened opened = Envelope.open(delivery.envelope());
            assertThat(opened).isInstanceOfSatisfying(Opened.Records.class, found -> {
                assertThat(found.lane().name()).isEqualTo(delivery.lane() == Lane.EVENTBRIDGE ? "EB" : "CW");
                assertThat(found.faults()).isEmpty();
                assertThat(found.records())
                        .extracting(record -> CloudTrailRecord.parse(record).eventId())
                        .isEqualTo(delivery.eventIds());
            });
        }
    }

    @Test
    void cloudWatchLogsGathersOneLogStreamWithinFiveSeconds() {
        Lanes lanes = new Lanes(
                listener, 11, Map.of(Lane.EVENTBRIDGE, EXACT_EB, Lane.CLOUDWATCH_LOGS, settings(120, 121, 0, 0)), 1);
        events(40).forEach(lanes::publish);
        lanes.publish(ApiEvent.at(START, Samples.user(), "ec2.amazonaws.com", "DescribeInstances")
                .eventId(Samples.id("elsewhere"))
                .region("eu-central-1")
                .from("203.0.113.9", "curl")
                .build());
        List<Delivery> payloads = of(listener.drain(lanes), Lane.CLOUDWATCH_LOGS);
        assertThat(payloads).hasSizeBetween(2, 3);
        assertThat(payloads)
                .filteredOn(d -> d.eventIds().contains(Samples.id("elsewhere")))
                .singleElement()
                .satisfies(d -> assertThat(d.eventIds()).hasSize(1));
    }

    @Test
    void aPayloadFitsARecordOfTheStream() {
        Lanes lanes = new Lanes(
                listener, 12, Map.of(Lane.EVENTBRIDGE, EXACT_EB, Lane.CLOUDWATCH_LOGS, settings(120, 120, 0, 0)), 1);
        events(1_000).forEach(lanes::publish);
        List<Delivery> payloads = of(listener.drain(lanes), Lane.CLOUDWATCH_LOGS);
        assertThat(payloads).hasSize(4).allSatisfy(d -> assertThat(d.envelope()).hasSizeLessThan(1_000_000));
        assertThat(ids(payloads, Lane.CLOUDWATCH_LOGS)).hasSize(1_000).doesNotHaveDuplicates();
    }
}
