package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The live way, with a database that refuses what the test tells it to. */
@QuarkusTest
@WithPostgres
class ReadingTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Another for each test: what passed in an earlier one is looked back to. */
    private final String key = String.format("AKIAREADING%09d", NUMBER.incrementAndGet());

    @Inject
    Intake intake;

    @Inject
    Incidents incidents;

    @Inject
    Rescan rescan;

    @Inject
    ReplayLane lane;

    @Inject
    Quarantine quarantine;

    @Inject
    CurrentWatch watch;

    @Inject
    LaneMeter meter;

    @Inject
    ImportReader imports;

    @Inject
    TestAccounts accounts;

    @Inject
    AgroalDataSource database;

    private long incident;

    @BeforeEach
    void aWatchAndADatabaseThatRefuses() throws SQLException {
        Suspect suspect = Suspect.of("access-key", key, null);
        incident = incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
        await().until(() -> rescan.done().watches().stream()
                .anyMatch(watched ->
                        watched.incident() == incident && watched.suspect().equals(suspect)));
        sql("create sequence if not exists refusals");
        sql("alter sequence refusals restart");
        sql("""
                create or replace function refuse() returns trigger language plpgsql as $$ begin
                  if new.event_name = 'LoseTheConnection' and nextval('refusals') % 2 = 1 then
                    raise exception 'gone' using errcode = '08006'; end if;
                  if new.event_name = 'RefuseAlways' then raise exception 'refused' using errcode = '22001'; end if;
                  if new.event_name = 'RefuseTwice' and nextval('refusals') % 3 <> 0 then
                    raise exception 'in the way' using errcode = '40P01'; end if;
                  return new; end $$""");
        sql("create or replace trigger refuse before insert on activity for each row execute function refuse()");
    }

    @AfterEach
    void nobodyIsWatchedAndNothingRefused() throws SQLException {
        sql("drop trigger refuse on activity");
        incidents.close(Actor.STAKEOUT, incident, io.stakeout.incident.Verdict.EXERCISE, "test over");
    }

    @Test
    void aRecordThatTheDatabaseRefusesIsFoundAndTheOthersAreRecorded() {
        long before = quarantine.count();
        LiveReading reading = intake.live("a test");
        for (int n = 0; n < 40; n++) {
            reading.take(record("r" + n, n == 23 ? "RefuseAlways" : "GetUser"));
        }
        reading.flush();
        assertThat(reading.tally().recorded()).isEqualTo(39);
        assertThat(reading.tally().quarantined()).isEqualTo(1);
        assertThat(quarantine.count()).isEqualTo(before + 1);
        assertThat(quarantine.newest(1).get(0).reason()).isEqualTo("the database refuses a value of it");
        assertThat(view().counters().total()).isEqualTo(39);
    }

    @Test
    void aDeadlockIsTriedAgainAndNobodyHearsOfIt() {
        LiveReading reading = intake.live("a test");
        reading.take(record("once", "RefuseTwice"));
        reading.flush();
        assertThat(reading.tally().recorded()).isEqualTo(1);
        assertThat(view().counters().total()).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeWrittenIsStillThereForTheNextTry() throws SQLException {
        sql("alter table quarantined_record rename to elsewhere");
        LiveReading reading = intake.live("a test");
        reading.take(bytes("{ broken in this test only"));
        reading.take(record("kept", "GetUser"));
        try {
            assertThatThrownBy(reading::flush).isInstanceOf(RuntimeException.class);
        } finally {
            sql("alter table elsewhere rename to quarantined_record");
        }
        long before = quarantine.count();
        reading.flush();
        reading.flush();
        assertThat(quarantine.count()).isEqualTo(before + 1);
        assertThat(view().counters().total()).isEqualTo(1);
    }

    @Test
    void anEnvelopeOfRubbishIsKeptOnceAndCountedInFull() {
        long before = quarantine.count();
        LiveReading reading = intake.live("a test");
        reading.take(bytes("{\"Records\":[" + "1,".repeat(5_000) + "1]}"));
        reading.flush();
        assertThat(reading.tally().quarantined()).isEqualTo(5_001);
        assertThat(quarantine.count()).isEqualTo(before + 1);
        assertThat(quarantine.newest(1).get(0).reason()).isEqualTo("5001 records of one envelope can't be read");
    }

    @Test
    void anImportWhoseWatchlistCannotBeReadEndsAsFailed() throws Exception {
        Path file = Files.write(Files.createTempFile("import", ".bytes"), record("late", "GetUser"));
        long id = QuarkusTransaction.requiringNew().call(() -> queued(file));
        sql("alter table suspect rename to elsewhere");
        try {
            imports.read(Actor.STAKEOUT, id, incident, file);
        } finally {
            sql("alter table elsewhere rename to suspect");
        }
        ImportRow row = QuarkusTransaction.requiringNew().call(() -> ImportRow.findById(id));
        assertThat(row.state).isEqualTo("failed");
        assertThat(row.message).contains("import the file again");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFewHugeItemsAreEnoughToBeWritten() {
        LiveReading reading = intake.live("a test");
        for (int n = 0; n < 3; n++) {
            reading.take(bytes("{\"huge\":\"" + n + "x".repeat(8 * 1024 * 1024) + "\"}"));
        }
        assertThat(reading.full()).isTrue();
        reading.flush();
        assertThat(reading.full()).isFalse();
    }

    @Test
    void aReplayGoesOnWithTheNewestKnownWatchlist() throws Exception {
        ReplayLane.Performance performance = lane.start("a test", () -> false);
        watch.snapshot();
        sql("alter table suspect rename to elsewhere");
        try {
            watch.stale();
            performance.play(record("went on", "GetUser"), Instant.EPOCH);
        } finally {
            sql("alter table elsewhere rename to suspect");
        }
        assertThat(performance.end().recorded()).isEqualTo(1);
    }

    @Test
    void afterAFailureInTheMiddleTheRestIsWrittenAndNothingCountsTwice() {
        LiveReading reading = intake.live("a test");
        for (int n = 0; n < 1_300; n++) {
            reading.take(record("m" + n, n == 700 ? "LoseTheConnection" : "GetUser"));
        }
        assertThatThrownBy(reading::flush).isInstanceOf(RuntimeException.class);
        assertThat(view().counters().total()).isEqualTo(500);
        reading.flush();
        assertThat(reading.tally().recorded()).isEqualTo(1_300);
        assertThat(reading.tally().duplicates()).isZero();
        assertThat(view().counters().total()).isEqualTo(1_300);
        assertThat(view().counters().duplicates()).isZero();
    }

    @Test
    void tenThousandHitsOfOneEnvelopeAreWrittenInBoundedTransactions() throws SQLException {
        String record = text(record("EVENT", "GetUser"));
        String records = IntStream.range(0, 10_000)
                .mapToObj(n -> record.replace("EVENT", "t" + n))
                .collect(Collectors.joining(","));
        LiveReading reading = intake.live("a test");
        reading.take(bytes("{\"Records\":[" + records + "]}"));
        reading.flush();
        assertThat(view().counters().total()).isEqualTo(10_000);
        assertThat(mostRowsOfOneTransaction()).isEqualTo(500);
    }

    private long mostRowsOfOneTransaction() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row =
                        sql.executeQuery("select max(n) from (select count(*) n from activity where incident_id = "
                                + incident + " group by xmin) transactions")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void anImportEndsAlthoughItsOperatorMayNoLongerSeeTheIncident() throws Exception {
        Actor importer = new Actor("gone", Role.RESPONDER, Optional.of(4_711L));
        String other = accounts.fresh(Role.RESPONDER).name();
        Path file = Files.write(Files.createTempFile("import", ".bytes"), record("late", "GetUser"));
        long id = QuarkusTransaction.requiringNew().call(() -> queued(file));
        incidents.change(
                Actor.STAKEOUT,
                incident,
                new Incidents.Change(Optional.empty(), Optional.empty(), Optional.of(Set.of(other))));
        imports.read(importer, id, incident, file);
        ImportRow row = QuarkusTransaction.requiringNew().call(() -> ImportRow.findById(id));
        assertThat(row.state).isEqualTo("done");
        assertThat(row.matched).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    private long queued(Path file) {
        ImportRow row = new ImportRow();
        row.incidentId = incident;
        row.byOperator = "gone";
        row.startedAt = Instant.now();
        row.state = "queued";
        row.spool = file.getFileName().toString();
        row.persistAndFlush();
        return row.id;
    }

    @Test
    void brokenRecordsAreCountedAndNeverStopTheRest() {
        LiveReading reading = intake.live("a test");
        List<byte[]> envelopes = new ArrayList<>();
        envelopes.add(bytes("{"));
        envelopes.add(record("good", "GetUser"));
        envelopes.add(new byte[] {0x1f, (byte) 0x8b, 8, 0});
        envelopes.add(bytes("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":\"not json\"},{\"message\":"
                + com.fasterxml.jackson.databind.node.TextNode.valueOf(text(record("good2", "GetUser"))) + "}]}"));
        envelopes.add(bytes("{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\",\"detail\":{}}"));
        envelopes.forEach(reading::take);
        reading.flush();
        assertThat(reading.tally()).isEqualTo(new Tally(5, 3, 2, 2, 0, 1, 3));
        assertThat(view().counters().total()).isEqualTo(2);
    }

    @Test
    void everyRecordTellsThatItsLaneLivesWhoeverMadeIt() {
        LiveReading reading = intake.live("a test");
        reading.take(bytes("{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":{\"eventName\":\"X\","
                + "\"awsRegion\":\"eu-test-9\",\"recipientAccountId\":\"999988887777\","
                + "\"eventTime\":\"2023-07-10T11:42:18Z\"}}"));
        reading.flush();
        assertThat(reading.tally().matched()).isZero();
        assertThat(meter.lines())
                .filteredOn(line -> line.account().equals("999988887777"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.lane().name()).isEqualTo("EB");
                    assertThat(line.region()).isEqualTo("eu-test-9");
                    assertThat(line.events()).isEqualTo(1);
                    assertThat(line.lagP50()).isPresent();
                });
    }

    private IncidentView view() {
        return incidents.get(Actor.STAKEOUT, incident);
    }

    private byte[] record(String eventId, String eventName) {
        return bytes("{\"eventID\":\"" + eventId + "\",\"eventName\":\"" + eventName
                + "\",\"eventSource\":\"iam.amazonaws.com\",\"userIdentity\":{\"accessKeyId\":\"" + key + "\"}}");
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
