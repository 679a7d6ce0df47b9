package io.stakeout.containment.proof;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.SettableClock;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Opening;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.incident.Severity;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Counter-moves, from a record to their table. */
@QuarkusTest
@WithPostgres
class CounterMovesTest {

    private static final Instant T = Instant.parse("2031-06-01T08:00:00Z");
    private static final String ACCOUNT = "990000000002";
    private static final PrincipalRef USER = new PrincipalRef(PrincipalRef.Kind.USER, ACCOUNT, "mallory");

    @Inject
    Incidents incidents;

    @Inject
    AgroalDataSource database;

    @Inject
    MeterRegistry metrics;

    private final Plans plans = new Plans();
    private long incident;
    private long plan;
    private CounterMoves moves;

    @BeforeEach
    void aPlan() throws SQLException {
        Suspect suspect = Suspect.of("access-key", "AKIACOUNTERMOVES0000", null);
        incident = incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
        plan = Long.parseLong(query("insert into plan (incident_id, level, state, hash, drafted_by, drafted_at, reason,"
                        + " draft) values (" + incident
                        + ", 'L3', 'executed', 'h', 'x', now(), 'r', '{}') returning id")
                .get(0));
        moves = new CounterMoves(plans, database, new SettableClock(T), metrics);
    }

    @AfterEach
    void closed() {
        incidents.close(Actor.STAKEOUT, incident, io.stakeout.incident.Verdict.EXERCISE, "test over");
    }

    @Test
    void aMoveIsKeptOnceByWhicheverLaneItComes() throws SQLException {
        plans.put(cut());
        moves.reload();
        CloudTrailRecord record = deleted("once");
        assertThat(moves.concerns(record)).isTrue();
        moves.record(record, Lane.EB, T);
        moves.record(record, Lane.CW, T.plusSeconds(200));
        assertThat(kept()).containsExactly("once");
    }

    @Test
    void aCallThatComesBeforeTheNodeKnowsOfThePlanIsKeptToo() throws SQLException {
        moves.reload();
        assertThat(moves.concerns(deleted("early"))).isFalse();
        plans.put(cut());
        moves.reload();
        moves.reload();
        assertThat(kept()).containsExactly("early");
    }

    @Test
    void whatCouldNotBeWrittenThenIsWrittenTheNextTime() throws SQLException {
        assertThat(moves.concerns(deleted("stubborn"))).isFalse();
        plans.put(cut());
        query("alter table counter_move rename to elsewhere");
        try {
            assertThatThrownBy(moves::reload).isInstanceOf(RecordingFailed.class);
        } finally {
            query("alter table elsewhere rename to counter_move");
        }
        moves.reload();
        assertThat(kept()).containsExactly("stubborn");
    }

    @Test
    void whatConcernsNobodyIsNot() {
        plans.put(cut());
        moves.reload();
        assertThat(moves.concerns(record("other", "DeleteUserPolicy", "alice"))).isFalse();
        assertThat(moves.concerns(record("reading", "ListUserPolicies", "mallory")))
                .isFalse();
    }

    private Case cut() {
        return new Case(
                plan,
                incident,
                Level.PRINCIPAL,
                new Case.Times(T, T, T, T),
                Case.EXECUTED,
                Map.of(),
                Set.of(USER),
                List.of(new Slot.InlinePolicy(USER, "ServiceAccessBaseline")),
                Set.of(),
                false);
    }

    private static CloudTrailRecord deleted(String eventId) {
        return record(eventId, "DeleteUserPolicy", "mallory");
    }

    private static CloudTrailRecord record(String eventId, String call, String user) {
        return CloudTrailRecord.parse(("{\"eventID\":\"" + eventId + "\",\"eventSource\":\"iam.amazonaws.com\","
                        + "\"eventName\":\"" + call + "\",\"eventTime\":\"" + T + "\",\"requestID\":\"r\","
                        + "\"recipientAccountId\":\"" + ACCOUNT + "\",\"requestParameters\":{\"userName\":\"" + user
                        + "\",\"policyName\":\"ServiceAccessBaseline\"}}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private List<String> kept() throws SQLException {
        return query("select event_id from counter_move where plan_id = " + plan);
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        values.add(rows.getString(1));
                    }
                }
            }
        }
        return values;
    }
}
