package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

/** Events that are no CloudTrail records, from the bytes of the stream to who listens for them. */
@QuarkusTest
@WithPostgres
class TidingsTest {

    @Inject
    Intake intake;

    @Inject
    TestAccounts accounts;

    @Inject
    AgroalDataSource database;

    @Test
    void whatArrivesIsToldWithTheFlushAndOnceHoweverOftenItComes() throws SQLException {
        LiveReading reading = intake.live("a test");
        reading.take(event("once"));
        reading.take(event("once"));
        assertThat(kept("once")).as("nothing is written before the flush").isZero();
        reading.flush();
        LiveReading other = intake.live("another node");
        other.take(event("once"));
        other.flush();
        assertThat(kept("once")).isEqualTo(1);
        assertThat(text("select count || ' ' || outcome || ' ' || trust from signal where signal_id like '%once'"))
                .as("an event that nobody has a reading for is kept, and opens nothing")
                .isEqualTo("1 recorded STREAM");
    }

    @Test
    void nothingIsLostWhileTheDatabaseRefuses() throws SQLException {
        LiveReading reading = intake.live("a test");
        reading.take(event("late"));
        sql("alter table signal rename to elsewhere");
        try {
            assertThatThrownBy(reading::flush).isInstanceOf(RecordingFailed.class);
            assertThatThrownBy(reading::flush).isInstanceOf(RecordingFailed.class);
        } finally {
            sql("alter table elsewhere rename to signal");
        }
        reading.flush();
        reading.flush();
        assertThat(kept("late")).isEqualTo(1);
    }

    @Test
    void whatTheDatabaseWillNeverTakeGoesToQuarantineAndIsToldOnceItDoes() throws SQLException {
        LiveReading reading = intake.live("a poisoned test");
        sql("alter table signal add constraint poison check (signal_id not like '%poison')");
        try {
            reading.take(event("poison"));
            reading.take(event("after"));
            reading.flush();
        } finally {
            sql("alter table signal drop constraint poison");
        }
        assertThat(reading.tally().quarantined()).isEqualTo(1);
        assertThat(kept("after")).isEqualTo(1);
        String item = text("select max(id) from quarantined_record where origin = 'a poisoned test'");
        TestAccounts.as(accounts.fresh(Role.ADMIN))
                .post("/api/quarantine/" + item + "/retry")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("recorded"));
        assertThat(kept("poison")).isEqualTo(1);
        assertThat(text("select count(*) from quarantined_record where id = " + item))
                .isEqualTo("0");
    }

    @Test
    void whatIsReadAgainBroughtOrLookedUpStartsNothing() throws SQLException {
        List<Reading> others =
                List.of(intake.again("a test"), intake.imported(1, 1), intake.retried(1, Optional.of(1L)));
        for (Reading reading : others) {
            reading.take(event("old"), Watchlist.empty());
            reading.flush();
        }
        PastReading past = intake.past(1, 1, false);
        past.take(event("old"), Watchlist.empty());
        past.flush();
        assertThat(kept("old")).isZero();
    }

    private static byte[] event(String id) {
        return ("{\"version\":\"0\",\"id\":\"tidings-" + id + "\",\"detail-type\":\"Something New\","
                        + "\"source\":\"aws.something\",\"account\":\"111122223333\",\"time\":\"2026-01-10T03:16:34Z\","
                        + "\"region\":\"eu-central-1\",\"resources\":[],\"detail\":{}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private long kept(String id) throws SQLException {
        return Long.parseLong(text("select count(*) from signal where signal_id like '%tidings-" + id + "'"));
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
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
