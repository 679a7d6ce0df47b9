package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.incident.Alarms;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A call on our own pipeline, from the bytes of the stream to the rooms. */
@QuarkusTest
@WithPostgres
class PipelineAlarmTest {

    private static final String OURS = "stakeout-test-trail";

    @Inject
    Intake intake;

    @Inject
    Incidents incidents;

    @Inject
    Alarms alarms;

    @Inject
    MeterRegistry metrics;

    @Inject
    AgroalDataSource database;

    private long first;
    private long second;
    private long closed;

    @BeforeEach
    void twoOpenIncidentsAndAClosedOne() {
        first = open();
        second = open();
        closed = open();
        incidents.close(Actor.STAKEOUT, closed, Verdict.BENIGN, "a test");
    }

    @AfterEach
    void noAlarmForOtherTests() throws SQLException {
        sql("delete from pipeline_alarm");
        incidents.close(Actor.STAKEOUT, first, Verdict.EXERCISE, "test over");
        incidents.close(Actor.STAKEOUT, second, Verdict.EXERCISE, "test over");
    }

    @Test
    void everyOpenIncidentIsToldOnceHoweverOftenAndByWhicheverLaneItComes() throws Exception {
        double before = counted();
        LiveReading reading = intake.live("a test");
        reading.take(bytes(stopLogging("alarm-once", OURS)));
        reading.flush();
        reading.take(bytes(stopLogging("alarm-once", OURS)));
        reading.take(event(stopLogging("alarm-once", OURS)));
        reading.flush();
        LiveReading other = intake.live("another node");
        other.take(event(stopLogging("alarm-once", OURS)));
        other.flush();
        for (long incident : List.of(first, second)) {
            assertThat(told(incident)).singleElement().satisfies(body -> {
                assertThat(body.path("action").asText()).isEqualTo("pipeline-alarm");
                assertThat(body.path("eventId").asText()).isEqualTo("alarm-once");
                assertThat(body.path("text").asText()).startsWith("Our trail " + OURS + ": mallory stopped ");
            });
        }
        assertThat(told(closed)).isEmpty();
        assertThat(counted()).isEqualTo(before + 1);
        assertThat(query("select count(*) from audit where action = 'pipeline.alarm' and details like '%alarm-once%'"))
                .isEqualTo("1");
        assertThat(alarms.newest(5)).extracting(Alarms.Line::eventId).contains("alarm-once");
    }

    @Test
    void aNearMissRaisesNothing() throws Exception {
        LiveReading reading = intake.live("a test");
        reading.take(bytes(stopLogging("alarm-near", OURS + "-2")));
        reading.flush();
        assertThat(told(first)).isEmpty();
        assertThat(alarms.newest(5)).isEmpty();
    }

    @Test
    void anAlarmThatCouldNotBeWrittenIsRaisedTheNextTimeAndOnce() throws Exception {
        LiveReading reading = intake.live("a test");
        reading.take(bytes(stopLogging("alarm-late", OURS)));
        sql("alter table pipeline_alarm rename to elsewhere");
        try {
            assertThatThrownBy(reading::flush).isInstanceOf(RuntimeException.class);
        } finally {
            sql("alter table elsewhere rename to pipeline_alarm");
        }
        assertThat(told(first)).isEmpty();
        reading.flush();
        reading.flush();
        assertThat(told(first)).hasSize(1);
    }

    @Test
    void theEntriesAndTheAlarmAreKeptOrLostTogether() throws Exception {
        sql("create or replace function refuse_entry() returns trigger language plpgsql as $$ begin"
                + " if new.incident_id = " + second + " then raise exception 'away' using errcode = '57P01'; end if;"
                + " return new; end $$");
        sql("create trigger refuse_entry before insert on entry for each row execute function refuse_entry()");
        LiveReading reading = intake.live("a test");
        reading.take(bytes(stopLogging("alarm-half", OURS)));
        try {
            assertThatThrownBy(reading::flush).isInstanceOf(RuntimeException.class);
        } finally {
            sql("drop trigger refuse_entry on entry");
        }
        assertThat(told(first))
                .as("the first incident's entry went with the second's")
                .isEmpty();
        assertThat(alarms.newest(5)).isEmpty();
        reading.flush();
        assertThat(told(first)).hasSize(1);
        assertThat(told(second)).hasSize(1);
    }

    @Test
    void anAlarmThatTheDatabaseWillNeverTakeGoesToQuarantineAndStopsNothing() throws Exception {
        sql("alter table pipeline_alarm add constraint refused check (event_id <> 'alarm-poison')");
        LiveReading reading = intake.live("a test");
        reading.take(bytes(stopLogging("alarm-poison", OURS)));
        reading.take(bytes(stopLogging("alarm-after", OURS)));
        try {
            reading.flush();
        } finally {
            sql("alter table pipeline_alarm drop constraint refused");
        }
        assertThat(reading.tally().quarantined()).isEqualTo(1);
        assertThat(alarms.newest(5)).extracting(Alarms.Line::eventId).containsExactly("alarm-after");
    }

    @Test
    void whoHammersAtThePipelineDoesNotFillTheRooms() throws Exception {
        LiveReading reading = intake.live("a test");
        for (int n = 0; n < 20; n++) {
            reading.take(bytes(stopLogging("alarm-hammer-" + n, OURS)));
        }
        reading.flush();
        assertThat(told(first)).hasSize(1);
        assertThat(alarms.lately()).isEqualTo(20);
    }

    @Test
    void anIncidentThatIsOpenedLaterBeginsWithIt() throws Exception {
        LiveReading reading = intake.live("a test");
        reading.take(bytes(stopLogging("alarm-before", OURS)));
        reading.flush();
        long later = open();
        assertThat(told(later))
                .singleElement()
                .satisfies(body ->
                        assertThat(body.path("text").asText()).startsWith("Before this incident: Our trail " + OURS));
        sql("update pipeline_alarm set at = at - interval '25 hours'");
        assertThat(told(open())).isEmpty();
    }

    private double counted() {
        var counter = metrics.find("stakeout.pipeline.alarms")
                .tags("call", "cloudtrail:StopLogging", "outcome", "ok")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private long open() {
        Suspect suspect = Suspect.of("access-key", "AKIAPIPELINEALARM000", null);
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
    }

    private List<JsonNode> told(long incident) throws Exception {
        String all = query("select '[' || coalesce(string_agg(body, ','), '') || ']' from entry where kind = 'watch'"
                + " and body like '%pipeline-alarm%' and incident_id = " + incident);
        return List.of(new ObjectMapper().readValue(all, JsonNode[].class));
    }

    private static byte[] event(String record) {
        return bytes("{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":" + record + "}");
    }

    private static String stopLogging(String eventId, String trail) {
        return "{\"eventID\":\"" + eventId + "\",\"eventName\":\"StopLogging\",\"eventTime\":\"2026-11-24T10:02:03Z\","
                + "\"eventSource\":\"cloudtrail.amazonaws.com\",\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":"
                + "\"mallory\"},\"requestParameters\":{\"name\":\"" + trail + "\"}}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String query(String select) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getString(1);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
