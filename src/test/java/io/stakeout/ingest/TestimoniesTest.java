package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.incident.RecordingFailed;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What witnesses have to know of, from the bytes of the stream to their table. */
@QuarkusTest
@WithPostgres
class TestimoniesTest {

    @Inject
    Intake intake;

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void aTable() throws SQLException {
        sql("create table witness_note (event_id text primary key check (event_id <> 'poison'), lane text)");
    }

    @AfterEach
    void noTable() throws SQLException {
        sql("drop table witness_note");
    }

    @Test
    void aWitnessIsToldOfACallByWhomeverOnceForEachEvent() throws SQLException {
        LiveReading reading = intake.live("a test");
        reading.take(call("one"));
        reading.take(call("one"));
        reading.take(call("two"));
        assertThat(notes()).as("nothing is written before the flush").isEmpty();
        reading.flush();
        assertThat(notes()).containsExactly("one CT", "two CT");
    }

    @Test
    void nothingIsLostWhileTheDatabaseRefuses() throws SQLException {
        LiveReading reading = intake.live("a test");
        reading.take(call("late-1"));
        reading.take(call("late-2"));
        sql("alter table witness_note rename to elsewhere");
        try {
            assertThatThrownBy(reading::flush).isInstanceOf(RecordingFailed.class);
            assertThatThrownBy(reading::flush).isInstanceOf(RecordingFailed.class);
        } finally {
            sql("alter table elsewhere rename to witness_note");
        }
        reading.flush();
        reading.flush();
        assertThat(notes()).containsExactly("late-1 CT", "late-2 CT");
    }

    @Test
    void whatTheDatabaseWillNeverTakeGoesToQuarantineAndStopsNothing() throws SQLException {
        LiveReading reading = intake.live("a test");
        reading.take(call("poison"));
        reading.take(call("after"));
        reading.flush();
        assertThat(reading.tally().quarantined()).isEqualTo(1);
        assertThat(notes()).containsExactly("after CT");
    }

    @Test
    void whatIsReadAgainOrBroughtIsNoArrival() throws SQLException {
        List<Reading> others =
                List.of(intake.again("a test"), intake.imported(1, 1), intake.retried(1, Optional.empty()));
        for (Reading reading : others) {
            reading.take(call("old"), Watchlist.empty());
            reading.flush();
        }
        assertThat(notes()).isEmpty();
    }

    private static byte[] call(String eventId) {
        return ("{\"eventID\":\"" + eventId + "\",\"eventName\":\"" + NotingWitness.CALL
                        + "\",\"eventTime\":\"2026-11-24T10:02:03Z\",\"eventSource\":\"iam.amazonaws.com\","
                        + "\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"anybody\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<String> notes() throws SQLException {
        List<String> notes = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select event_id, lane from witness_note order by 1")) {
            while (rows.next()) {
                notes.add(rows.getString(1) + " " + rows.getString(2));
            }
        }
        return notes;
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
