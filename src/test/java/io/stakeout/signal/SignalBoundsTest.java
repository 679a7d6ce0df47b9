package io.stakeout.signal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.incident.IncidentView.SuspectView;
import io.stakeout.incident.Verdict;
import io.stakeout.signal.finding.RiskBody;
import io.stakeout.signal.finding.Trust;
import io.stakeout.testing.WithPostgres;

import static io.stakeout.signal.Detector.freshId;
import static io.stakeout.signal.Detector.freshKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** What a signal may cost: how long one waits, how many a room takes, how long they are kept. */
@QuarkusTest
@WithPostgres
@TestProfile(SignalBoundsTest.Impatient.class)
class SignalBoundsTest {

    /** Nobody wants a test to take as long as people have patience. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("stakeout.signals.patience", "300ms", "stakeout.signals.keep", "30d");
        }
    }

    private static final long LOCK = 0x5354_4b53_4947_4e4cL;
    private static final int MOST_SUSPECTS = 100;
    private static final int MOST_ENTRIES = 1_000;

    @Inject
    SignalDesk desk;

    @Inject
    SignalReader reader;

    @Inject
    Ward ward;

    @Inject
    AgroalDataSource database;

    private final Detector flood = new Detector("flood");

    @BeforeEach
    void nobodyHasOpenedAnything() {
        ward.sql("update signal set opened_at = null");
    }

    @AfterEach
    void noRoomForOtherTests() {
        ward.closeAll();
    }

    @Test
    void whoWaitsTooLongForThoseBeforeIsToldToComeAgain_andIsTakenThen() throws SQLException {
        String key = freshKey();
        String body = flood.body(freshId(), 90, key);
        try (Connection other = database.getConnection();
                Statement sql = other.createStatement()) {
            sql.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                flood.sends(body)
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .body("detail", containsString("nothing was done. Send it again, it counts once."));
                assertThat(ward.roomsOn(key)).isEmpty();
            } finally {
                sql.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        }
        flood.sends(body).then().statusCode(202).body("outcome", equalTo("opened"));
        assertThat(ward.roomsOn(key)).hasSize(1);
    }

    @Test
    void whatIsToldInMassesWatchesAHundredAndListsAThousand() {
        Stream.generate(Detector::freshKey).limit(10).forEach(this::tell);
        long room = tell(freshKey()).incident().orElseThrow();
        Stream.generate(Detector::freshKey).limit(MOST_SUSPECTS - 2).forEach(this::tell);
        String last = freshKey();
        String oneMore = freshKey();
        tell(last);
        Told beyond = tell(oneMore);

        assertThat(beyond.incident()).contains(room);
        assertThat(ward.room(room).suspects()).hasSize(MOST_SUSPECTS);
        assertThat(ward.room(room).suspects())
                .extracting(SuspectView::value)
                .contains(last)
                .doesNotContain(oneMore);
        assertThat(ward.entries(room, "signal")).hasSize(MOST_SUSPECTS + 1);
        assertThat(ward.room(room).title()).isEqualTo((MOST_SUSPECTS + 1) + " signals of flood");

        told(room, MOST_ENTRIES - MOST_SUSPECTS - 2);
        tell(freshKey());
        Told unlisted = tell(freshKey());

        assertThat(unlisted.incident()).contains(room);
        assertThat(ward.entries(room, "signal"))
                .as("the thousandth is the last")
                .hasSize(MOST_SUSPECTS + 2);
        assertThat(ward.value("select told_at from signal where id = " + unlisted.signalId()))
                .isNull();
        assertThat(ward.room(room).title()).isEqualTo((MOST_SUSPECTS + 3) + " signals of flood");
    }

    /** As if so many more had been told to this room. */
    private void told(long room, int many) {
        ward.sql("insert into signal (key, way, speaker, source, signal_id, detail_type, type, score, title, suspects,"
                + " names, evidence, sample, active, detector_count, trust, first_sha256, last_sha256, first_seen,"
                + " last_seen, outcome, incident_id, why, told_at, told_score) select decode(md5('bound' || n || "
                + room + "), 'hex'), 'risk', 'flood', 'flood', 'b' || n, 'risk', 'risk', 90, 't', '[]', '{}', '[]',"
                + " false, true, 1, 'SIGNED', '\\x00', '\\x00', now(), now(), 'joined', " + room
                + ", 'w', now(), 90 from generate_series(1, " + many + ") n");
    }

    private Told tell(String key) {
        byte[] body = flood.body(freshId(), 90, key).getBytes(StandardCharsets.UTF_8);
        Instant now = Clock.systemUTC().instant();
        RiskBody.Accepted read = (RiskBody.Accepted) RiskBody.read(body, now);
        return desk.receive(new Arrival(Arrival.RISK, "flood", read.signal(), Trust.SIGNED, body, now));
    }

    @Test
    void signalsAreForgottenInTime_butNotThoseOfAnOpenRoom() {
        Told open = tell(freshKey());
        Told closed = tell(freshKey());
        Told young = tell(freshKey());
        ward.close(closed.incident().orElseThrow(), Verdict.BENIGN);
        ward.close(young.incident().orElseThrow(), Verdict.BENIGN);
        seen(open, Duration.ofDays(31));
        seen(closed, Duration.ofDays(31));
        seen(young, Duration.ofDays(29));

        reader.forget();

        assertThat(kept(open)).as("its room is open").isTrue();
        assertThat(kept(closed)).isFalse();
        assertThat(kept(young)).isTrue();
        assertThat(ward.entries(closed.incident().orElseThrow(), "signal"))
                .as("what the room was told stays")
                .hasSize(1);
    }

    private void seen(Told told, Duration ago) {
        ward.sql("update signal set last_seen = now() - interval '" + ago.toDays() + " days' where id = "
                + told.signalId());
    }

    private boolean kept(Told told) {
        return ward.value("select id from signal where id = " + told.signalId()) != null;
    }
}
