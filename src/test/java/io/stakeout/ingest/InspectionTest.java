package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.TextNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.incident.Counters;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** An admin looks into the quarantine and has items run again, by the API. */
@QuarkusTest
@WithPostgres
class InspectionTest {

    private static final AtomicInteger NUMBER = new AtomicInteger(100);
    private static final Instant ARRIVED = Instant.parse("2024-02-03T04:05:06Z");

    @Inject
    Quarantine quarantine;

    @Inject
    Intake intake;

    @Inject
    LaneMeter meter;

    @Inject
    Incidents incidents;

    @Inject
    TestAccounts accounts;

    @Inject
    AgroalDataSource database;

    /** Of each test its own: who opens an incident gets what had passed of its suspects. */
    private final String key = String.format("AKIAINSPECTION%06d", NUMBER.incrementAndGet());

    private long incident;
    private Operator admin;

    @BeforeEach
    void somebodyIsWatched() {
        admin = accounts.fresh(Role.ADMIN);
        incident = opened();
    }

    @AfterEach
    void nobodyIsWatched() {
        if (!incidents.get(Actor.STAKEOUT, incident).closed()) {
            incidents.close(Actor.STAKEOUT, incident, Verdict.EXERCISE, "test over");
        }
    }

    @Test
    void aRowThatTheDatabaseRefusedIsRecordedOnceItTakesIt() throws SQLException {
        long id = refused("{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":" + record("row", key) + "}");
        retry(id)
                .statusCode(200)
                .body("outcome", equalTo("recorded"))
                .body("matched", equalTo(1))
                .body("recorded", equalTo(1))
                .body("duplicates", equalTo(0))
                .body("reason", nullValue());
        look(id).statusCode(404);
        assertThat(text("select lane from activity where incident_id = " + incident + " and event_id = 'row'"))
                .isEqualTo("EB");
        assertThat(text("select details from audit where subject = 'quarantine:" + id
                        + "' and action = 'quarantine.retried'"))
                .contains("recorded");
    }

    @Test
    void whatNobodyIsWatchedForStaysUntilSomebodyIs() {
        long id = kept(Lane.CW, Optional.empty(), record("later", "AKIAINSPECTION000001"));
        int lanes = meter.lines().size();
        retry(id).statusCode(200).body("outcome", equalTo("no-match")).body("reason", containsString("nobody"));
        look(id).statusCode(200).body("reason", containsString("it can be read"));
        incidents.addSuspect(Actor.STAKEOUT, incident, Suspect.of("access-key", "AKIAINSPECTION000001", null));
        retry(id).statusCode(200).body("outcome", equalTo("recorded"));
        assertThat(meter.lines()).as("a second look is no arrival").hasSize(lanes);
    }

    @Test
    void aLogEventKeepsItsLaneAndTheTimeWhenItArrived() throws SQLException {
        String event = "{\"id\":\"1\",\"timestamp\":1,\"message\":" + TextNode.valueOf(record("event", key)) + "}";
        retry(kept(Lane.CW, Optional.empty(), event)).statusCode(200).body("outcome", equalTo("recorded"));
        assertThat(text("select lane || ' ' || (arrived_at at time zone 'UTC') from activity where incident_id = "
                        + incident + " and event_id = 'event'"))
                .isEqualTo("CW 2024-02-03 04:05:06");
    }

    @Test
    void ofAPayloadTheGoodIsRecordedAndTheRestSaysWhyItStays() {
        long id = kept(
                Lane.CW,
                Optional.empty(),
                "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":" + TextNode.valueOf(record("good", key))
                        + "},{\"message\":\"junk\"}]}");
        retry(id)
                .statusCode(200)
                .body("outcome", equalTo("still-unreadable"))
                .body("recorded", equalTo(1))
                .body("reason", equalTo("The record is not valid JSON."));
        retry(id).statusCode(200).body("recorded", equalTo(0)).body("duplicates", equalTo(1));
        look(id).statusCode(200).body("reason", equalTo("The record is not valid JSON."));
        assertThat(counters().total()).isEqualTo(1);
    }

    @Test
    void whatStillCannotBeReadMakesNoNewItem() {
        long id = kept(Lane.CT, Optional.empty(), "{ broken for good");
        long before = quarantine.count();
        retry(id).statusCode(200).body("outcome", equalTo("still-unreadable")).body("reason", equalTo("not JSON"));
        assertThat(quarantine.count()).isEqualTo(before);
    }

    @Test
    void anItemOfAnImportIsForItsIncidentOnly() throws SQLException {
        long other = opened();
        long id = kept(Lane.IMPORT, Optional.of(incident), record("brought", key));
        retry(id).statusCode(200).body("outcome", equalTo("recorded")).body("recorded", equalTo(1));
        assertThat(text("select lane from activity where event_id = 'brought' and incident_id = " + incident))
                .isEqualTo("IMPORT");
        assertThat(incidents.get(Actor.STAKEOUT, other).counters().total()).isZero();
        incidents.close(Actor.STAKEOUT, other, Verdict.EXERCISE, "test over");
    }

    @Test
    void aClosedIncidentTakesNothingAndTheItemStays() {
        long id = kept(Lane.IMPORT, Optional.of(incident), record("closed", key));
        incidents.close(Actor.STAKEOUT, incident, Verdict.BENIGN, "a test");
        retry(id).statusCode(409).body("detail", containsString("Reopen it first"));
        look(id).statusCode(200);
    }

    @Test
    void whatCameWithARestrictedIncidentDoesNotExistForOtherAdmins() {
        String reader = accounts.fresh(Role.RESPONDER).name();
        long id = kept(Lane.IMPORT, Optional.of(incident), record("secret", key));
        incidents.change(
                Actor.STAKEOUT,
                incident,
                new Incidents.Change(Optional.empty(), Optional.empty(), Optional.of(Set.of(reader))));
        look(id).statusCode(404);
        retry(id).statusCode(404);
        assertThat(counters().total()).isZero();
    }

    @Test
    void whatIsKeptInPartSaysThatItCannotBeRunAgain() {
        long id = kept(Lane.CT, Optional.empty(), "{\"huge\":\"" + "x".repeat(1_100_000) + "\"}");
        look(id).statusCode(200).body("whole", equalTo(false)).body("truncated", equalTo(true));
        retry(id).statusCode(409).body("detail", containsString("only the first 1048576 bytes"));
        look(id).statusCode(200);
    }

    @Test
    void aLookIsRedactedAndAudited() throws SQLException {
        long id = kept(
                Lane.CW,
                Optional.empty(),
                "{\"eventID\":\"x\",\"responseElements\":{\"secretAccessKey\":\"hush-hush\"}}");
        look(id).statusCode(200)
                .body("id", equalTo((int) id))
                .body("lane", equalTo("CW"))
                .body("origin", equalTo("a test"))
                .body("whole", equalTo(true))
                .body("redacted", equalTo(true))
                .body("truncated", equalTo(false))
                .body("text", containsString("[redacted]"))
                .body("text", not(containsString("hush")));
        assertThat(text("select actor from audit where subject = 'quarantine:" + id
                        + "' and action = 'quarantine.read'"))
                .isEqualTo(admin.name());
    }

    @Test
    void bytesThatAnotherKeySealedSaySo() throws SQLException {
        long id = kept(Lane.CT, Optional.empty(), "{ sealed");
        execute("update quarantined_record set sealed = decode(repeat('ab', 60), 'hex') where id = " + id);
        look(id).statusCode(503).body("detail", containsString("restore that one from your backup"));
        retry(id).statusCode(503);
    }

    @Test
    void onlyAdminsMayAndWhatIsNotThereIsNotFound() {
        long id = kept(Lane.CT, Optional.empty(), "{ not for everybody");
        Operator approver = accounts.fresh(Role.APPROVER);
        TestAccounts.as(approver).get("/api/quarantine/" + id).then().statusCode(403);
        TestAccounts.as(approver)
                .post("/api/quarantine/" + id + "/retry")
                .then()
                .statusCode(403);
        look(987_654_321).statusCode(404);
        retry(987_654_321).statusCode(404);
        TestAccounts.as(admin).get("/api/quarantine/none").then().statusCode(404);
    }

    /** Quarantined by the live way, since the database refuses all activities meanwhile. */
    private long refused(String envelope) throws SQLException {
        execute("create or replace function refuse_all() returns trigger language plpgsql as $$ begin"
                + " raise exception 'refused' using errcode = '22001'; end $$");
        execute("create trigger refuse_all before insert on activity for each row execute function refuse_all()");
        LiveReading reading = intake.live("a test");
        try {
            reading.take(bytes(envelope));
            reading.flush();
        } finally {
            execute("drop trigger refuse_all on activity");
        }
        assertThat(reading.tally().quarantined()).isEqualTo(1);
        return quarantine.newest(1).get(0).id();
    }

    private long kept(Lane lane, Optional<Long> of, String content) {
        quarantine.keep(new Quarantine.Item(ARRIVED, lane, "a test", of, new Fault("a test", bytes(content))));
        return quarantine.newest(1).get(0).id();
    }

    private ValidatableResponse look(long id) {
        return TestAccounts.as(admin).get("/api/quarantine/" + id).then();
    }

    private ValidatableResponse retry(long id) {
        return TestAccounts.as(admin).post("/api/quarantine/" + id + "/retry").then();
    }

    private long opened() {
        Suspect suspect = Suspect.of("access-key", key, null);
        Opening opening = new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person");
        return incidents.open(Actor.STAKEOUT, opening).id();
    }

    private Counters counters() {
        return incidents.get(Actor.STAKEOUT, incident).counters();
    }

    private static String record(String eventId, String key) {
        return "{\"eventID\":\"" + eventId + "\",\"eventName\":\"GetUser\",\"eventSource\":\"iam.amazonaws.com\","
                + "\"awsRegion\":\"eu-inspection-1\",\"userIdentity\":{\"accessKeyId\":\"" + key + "\"}}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }
}
