package io.stakeout.web.api;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.ingest.ShardLag;
import io.stakeout.ingest.StreamState;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How Stakeout itself is, for scripts and scrapers. */
@QuarkusTest
@WithPostgres
class StatusApiTest {

    private static final String ACCOUNT = "444455556666";

    @Inject
    TestAccounts accounts;

    @Inject
    Intake intake;

    @Inject
    StreamState stream;

    @Inject
    ShardLag shards;

    @Inject
    AgroalDataSource database;

    private Operator viewer;

    @BeforeEach
    void aViewer() {
        viewer = accounts.fresh(Role.VIEWER);
    }

    @AfterEach
    void asBefore() throws SQLException {
        stream.become(StreamState.Phase.OFF, Optional.empty());
        shards.forget("shardId-000000000001");
        sql("delete from lane_mark where account = '" + ACCOUNT + "'");
        sql("delete from pipeline_alarm");
    }

    @Test
    void aLaneIsListedByAccountAndRegionAndSaysSinceWhenItIsSilent() throws SQLException {
        sql("insert into lane_mark values ('CW', '" + ACCOUNT + "', 'eu-west-1', 7, null, now() - interval '1 hour',"
                + " 90000, 180000), ('CW', '" + ACCOUNT + "', 'us-east-1', 7, null, now(), 90000, 180000)");
        JsonPath status = status();
        Map<String, Object> silent =
                status.getMap("lanes.find { it.account == '" + ACCOUNT + "' && it.region == 'eu-west-1' }");
        assertThat(silent).containsEntry("events", 7).containsEntry("lagP50Seconds", 90.0f);
        assertThat(silent.get("silentSince")).isEqualTo(silent.get("newestArrivedAt"));
        assertThat(status.getMap("lanes.find { it.account == '" + ACCOUNT + "' && it.region == 'us-east-1' }"))
                .doesNotContainKey("silentSince");
        await().untilAsserted(() -> assertThat(status().getMap("delivery.find { it.lane == 'CW' }"))
                .as("one of its places is alive")
                .isNotNull()
                .doesNotContainKey("silentSince"));
    }

    @Test
    void theConsumerItsShardsAndTheLookbackAreShown() {
        stream.become(StreamState.Phase.WAITING, Optional.of("the database doesn't answer"));
        shards.report("shardId-000000000001", 1_250);
        LiveReading reading = intake.live("a test");
        reading.take("{\"eventName\":\"GetUser\"}".getBytes(StandardCharsets.UTF_8));
        JsonPath status = status();
        assertThat(status.getString("consumer.phase")).isEqualTo("WAITING");
        assertThat(status.getString("consumer.why")).isEqualTo("the database doesn't answer");
        assertThat(Instant.parse(status.getString("consumer.since"))).isNotNull();
        assertThat(status.getLong("shards.find { it.shard == 'shardId-000000000001' }.millisBehind"))
                .isEqualTo(1_250);
        assertThat(status.getLong("lookback.bytes")).isPositive();
        assertThat(Instant.parse(status.getString("lookback.since"))).isNotNull();
    }

    @Test
    void whoTouchedThePipelineIsShown() {
        LiveReading reading = intake.live("a test");
        reading.take(("{\"eventID\":\"status-alarm\",\"eventName\":\"StopLogging\","
                        + "\"eventSource\":\"cloudtrail.amazonaws.com\",\"errorCode\":\"AccessDenied\","
                        + "\"requestParameters\":{\"name\":\"stakeout-test-trail\"}}")
                .getBytes(StandardCharsets.UTF_8));
        reading.flush();
        JsonPath status = status();
        assertThat(status.getBoolean("pipelineWatched")).isTrue();
        assertThat(status.getInt("pipelineAlarms")).isEqualTo(1);
        assertThat(status.getString("newestPipelineAlarms[0].eventId")).isEqualTo("status-alarm");
        assertThat(status.getString("newestPipelineAlarms[0].outcome")).isEqualTo("denied");
        assertThat(status.getString("newestPipelineAlarms[0].text")).contains("Our trail stakeout-test-trail");
    }

    @Test
    void metricsAreForViewersOnly() {
        RestAssured.get("/q/metrics").then().statusCode(401);
        String text = TestAccounts.as(viewer)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(text)
                .contains(
                        "stakeout_ingest_records_total{way=\"live\"}",
                        "stakeout_ingest_lookback_bytes",
                        "stakeout_ingest_lane_silence_seconds{lane=\"CW\"}",
                        "stakeout_ingest_commit_seconds_count",
                        "stakeout_live_connections",
                        "stakeout_live_gaps_total");
    }

    private JsonPath status() {
        return TestAccounts.as(viewer)
                .get("/api/status")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
