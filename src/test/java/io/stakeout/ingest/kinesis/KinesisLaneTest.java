package io.stakeout.ingest.kinesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

import io.stakeout.access.Actor;
import io.stakeout.incident.Counters;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.Quarantine;
import io.stakeout.ingest.StreamState;
import io.stakeout.ingest.StreamState.Phase;
import io.stakeout.testing.MotoServer;
import io.stakeout.testing.OwnApplication;
import io.stakeout.testing.SharedData;
import io.stakeout.testing.TestStream;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/** The real client library on moto's Kinesis and DynamoDB: from a put to the incident. One application for all tests. */
@QuarkusTest
@WithPostgres
@TestProfile(OwnApplication.class)
class KinesisLaneTest {

    private static final String KNOWN = "AKIATFQR7NSC8Q4X20BJ";

    /** A new application needs up to a minute. */
    private static final Duration START = Duration.ofSeconds(120);

    private static final Duration SOON = Duration.ofSeconds(60);

    private static URI moto;
    private static TestStream stream;
    private static Supervisor supervisor;
    private static StreamState told;

    @Inject
    StreamLane lane;

    @Inject
    StreamState state;

    @Inject
    Incidents incidents;

    @Inject
    Intake intake;

    @Inject
    Quarantine quarantine;

    @Inject
    AgroalDataSource database;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "stakeout.data-dir")
    Path dataDirectory;

    private long incident;
    private String key;

    @BeforeEach
    void aRunningLaneAndAWatch() throws SQLException {
        if (supervisor == null) {
            moto = MotoServer.require();
            stream = TestStream.create(moto, "trail", 2);
            told = state;
            supervisor = consume();
        }
        await().atMost(START).until(() -> state.view().phase() == Phase.RUNNING);
        key = "AKIALANETEST" + String.format("%08d", System.nanoTime() % 100_000_000);
        incident = watch(key);
        sql("create sequence if not exists lane_failures");
        sql("alter sequence lane_failures restart");
        sql("""
                create or replace function lane_refuse() returns trigger language plpgsql as $$ begin
                  if new.event_name = 'RefuseAlways' then raise exception 'refused' using errcode = '22001'; end if;
                  if new.event_name = 'FailThrice' and nextval('lane_failures') <= 3 then
                    raise exception 'no room' using errcode = '53100'; end if;
                  return new; end $$""");
        sql("create or replace trigger lane_refuse before insert on activity for each row"
                + " execute function lane_refuse()");
    }

    @AfterEach
    void nobodyIsWatchedAndNothingRefused() throws SQLException {
        if (incident != 0) {
            sql("drop trigger if exists lane_refuse on activity");
            incidents.close(Actor.STAKEOUT, incident, Verdict.EXERCISE, "test over");
        }
    }

    @AfterAll
    static void stop() {
        if (supervisor != null) {
            supervisor.close();
            told.become(Phase.OFF, java.util.Optional.empty());
            stream.close();
        }
    }

    @Test
    void theShippedAttackGivesTheKnownNumbersAndItsSecondDeliveryOnlyDuplicates() throws IOException {
        long known = watch(KNOWN);
        stream.spread(shipped());
        await().atMost(SOON).until(() -> counters(known).total() == 677);
        assertThat(counters(known).denied()).isEqualTo(9);
        assertThat(counters(known).throttled()).isEqualTo(26);
        stream.spread(shipped());
        await().atMost(SOON).until(() -> counters(known).duplicates() == 677);
        assertThat(counters(known).total()).isEqualTo(677);
        incidents.close(Actor.STAKEOUT, known, Verdict.EXERCISE, "test over");
    }

    @Test
    @Tag("public-data")
    void recordedStreamsGiveTheKnownNumbersAlsoLateDoubledAndBroken() throws IOException {
        long known = watch(KNOWN);
        long before = quarantine.count();
        stream.spread(base64("kinesis-in-order.b64.txt"));
        await().atMost(SOON).until(() -> counters(known).total() == 677);
        assertThat(quarantine.count()).isEqualTo(before);
        stream.spread(base64("kinesis-late-dup-faults.b64.txt"));
        await().atMost(SOON).until(() -> quarantine.count() == before + 3);
        await().atMost(SOON).until(() -> counters(known).duplicates() >= 677);
        assertThat(counters(known).total()).isEqualTo(677);
        incidents.close(Actor.STAKEOUT, known, Verdict.EXERCISE, "test over");
    }

    @Test
    void whatCloudWatchLogsDeliversReachesTheIncident() {
        try (CloudWatchLogsClient logs = CloudWatchLogsClient.builder()
                .endpointOverride(moto)
                .region(Region.US_EAST_1)
                .credentialsProvider(TestStream.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            String group = "/trail/" + key;
            logs.createLogGroup(create -> create.logGroupName(group));
            logs.createLogStream(create -> create.logGroupName(group).logStreamName("123456789012_CloudTrail"));
            logs.putSubscriptionFilter(put -> put.logGroupName(group)
                    .filterName("stakeout")
                    .filterPattern("")
                    .destinationArn(stream.arn())
                    .roleArn("arn:aws:iam::123456789012:role/logs-to-kinesis"));
            logs.putLogEvents(put -> put.logGroupName(group)
                    .logStreamName("123456789012_CloudTrail")
                    .logEvents(InputLogEvent.builder()
                            .timestamp(Instant.now().toEpochMilli())
                            .message(text(record("from-logs", "GetUser")))
                            .build()));
            await().atMost(SOON).until(() -> counters(incident).total() == 1);
        }
    }

    @Test
    void poisonInTheMiddleIsQuarantinedAndTheShardGoesOn() {
        long before = quarantine.count();
        stream.put(
                "one shard",
                record("good", "GetUser"),
                bytes("poison " + key),
                gzipThatEndsEarly(),
                new byte[] {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2, 1, 2, 3},
                record("good too", "GetUser"));
        await().atMost(SOON).until(() -> counters(incident).total() == 2);
        await().atMost(SOON).until(() -> quarantine.count() == before + 3);
    }

    @Test
    void aTransactionThatFailsThreeTimesIsWaitedForAndNothingIsSkipped() {
        stream.put("one shard", record("before", "GetUser"), record("failing", "FailThrice"));
        await().atMost(SOON).until(() -> state.view().phase() == Phase.WAITING);
        assertThat(state.view().why())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("nothing is lost").contains("no room"));
        stream.put("one shard", record("after", "GetUser"));
        await().atMost(SOON).until(() -> counters(incident).total() == 3);
        await().until(() -> state.view().phase() == Phase.RUNNING);
    }

    @Test
    void aTransactionThatFailsForOneRecordQuarantinesThatOne() {
        long before = quarantine.count();
        stream.put(
                "one shard",
                IntStream.range(0, 40)
                        .mapToObj(n -> record("r" + n, n == 23 ? "RefuseAlways" : "GetUser"))
                        .toArray(byte[][]::new));
        await().atMost(SOON).until(() -> counters(incident).total() == 39);
        await().atMost(SOON).until(() -> quarantine.count() == before + 1);
        assertThat(quarantine.newest(1).get(0).reason()).isEqualTo("the database refuses a value of it");
    }

    @Test
    void afterARestartTheLookbackIsReadAgainFromTheStreamUpToTheCheckpoint() {
        String later = "AKIALANELATE" + key.substring(12);
        byte[] consumed = bytes(text(record("consumed", "GetUser")).replace(key, later));
        stream.put("one shard", consumed, record("marker", "GetUser"));
        await().atMost(SOON).until(() -> counters(incident).total() == 1);
        long kept = inLookback(consumed);
        double checkpoints = metrics.counter("stakeout.stream.checkpoints").count();
        supervisor.close();
        assertThat(state.view().phase()).isEqualTo(Phase.STOPPED);
        RestAssured.get("/q/health/ready").then().statusCode(503);
        long late = watch(later);
        supervisor = consume();
        RestAssured.get("/q/health/ready").then().statusCode(503);
        await().atMost(START).until(() -> inLookback(consumed) == kept + 1);
        await().atMost(START).until(() -> counters(late).total() == 1);
        await().atMost(START)
                .until(() -> state.view().refilling() == 0 && state.view().phase() == Phase.RUNNING);
        assertThat(counters(incident).total()).isEqualTo(1);
        assertThat(counters(incident).duplicates())
                .as("read again is not told twice")
                .isZero();
        assertThat(checkpoints).isPositive();
        RestAssured.get("/q/health").then().statusCode(200).body("status", is("UP"));
        incidents.close(Actor.STAKEOUT, late, Verdict.EXERCISE, "test over");
    }

    private Supervisor consume() {
        Configured configured = Configured.of(stream.name(), moto, moto);
        return lane.consume(
                Settings.of(configured, dataDirectory, Instant.now()).orElseThrow(), new Consumed());
    }

    private long inLookback(byte[] data) {
        return intake.lookback().blocks().stream()
                .filter(block -> Arrays.equals(block.data(), data))
                .count();
    }

    private long watch(String accessKey) {
        Suspect suspect = Suspect.of("access-key", accessKey, null);
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
    }

    private Counters counters(long id) {
        return incidents.get(Actor.STAKEOUT, id).counters();
    }

    private byte[] record(String eventId, String eventName) {
        return bytes("{\"eventID\":\"" + eventId + " " + key + "\",\"eventName\":\"" + eventName
                + "\",\"eventSource\":\"iam.amazonaws.com\",\"userIdentity\":{\"accessKeyId\":\"" + key + "\"}}");
    }

    private byte[] gzipThatEndsEarly() {
        return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, (byte) key.hashCode()};
    }

    /** One record of the stream for each record of the trail. */
    private static List<byte[]> shipped() throws IOException {
        try (InputStream in = KinesisLaneTest.class.getResourceAsStream("/io/stakeout/demo/invictus-a.jsonl.gz");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return lines.lines().map(KinesisLaneTest::bytes).toList();
        }
    }

    private static List<byte[]> base64(String file) throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.require("data/invictus-a/" + file))) {
            records.add(Base64.getDecoder().decode(line));
        }
        return records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
