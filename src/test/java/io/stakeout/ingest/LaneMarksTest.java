package io.stakeout.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.incident.Lane;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two nodes that share one table, each with what its own meter saw. */
@QuarkusTest
@WithPostgres
class LaneMarksTest {

    private static final Instant T = Instant.parse("2031-03-01T10:00:00Z");
    private static final Duration SILENT = Duration.ofMinutes(10);
    private static final String HERE = "lane-marks-test";

    @Inject
    AgroalDataSource database;

    private final Watch clock = new Watch();
    private final Node one = new Node(true);
    private final Node two = new Node(true);

    @BeforeEach
    @AfterEach
    void noMarksOfOurs() throws SQLException {
        sql("delete from lane_mark where account like '" + HERE + "%'");
    }

    @Test
    void nodesAddTheirEventsAndTheNewestArrivalCounts() {
        one.saw(Lane.CW, HERE, 10, T, 5);
        one.marks().exchange();
        two.saw(Lane.CW, HERE, 3, T.plusSeconds(30), 7);
        two.marks().exchange();
        one.saw(Lane.CW, HERE, 14, T.plusSeconds(10), 9);
        one.marks().exchange();
        one.marks().exchange();
        LaneMarks.Line line = line(one, Lane.CW, HERE);
        assertThat(line.events()).isEqualTo(17);
        assertThat(line.newestArrivedAt()).isEqualTo(T.plusSeconds(30));
        assertThat(line.newestEventTime()).contains(T.plusSeconds(30 - 7));
        assertThat(line.lagP50()).as("of who saw the newest arrival").contains(Duration.ofSeconds(7));
    }

    @Test
    void aPlaceIsSilentSinceItsNewestArrivalOnAnyNode() {
        one.saw(Lane.CW, HERE, 1, T, 5);
        one.marks().exchange();
        two.saw(Lane.CW, HERE, 1, T.plusSeconds(60), 5);
        two.marks().exchange();
        clock.now = T.plus(SILENT).plusSeconds(30);
        assertThat(line(one, Lane.CW, HERE).silentSince()).isEmpty();
        clock.now = T.plus(SILENT).plusSeconds(61);
        assertThat(line(one, Lane.CW, HERE).silentSince()).contains(T.plusSeconds(60));
    }

    @Test
    void aLaneIsSilentWhenAllItsPlacesAre() {
        one.saw(Lane.EB, HERE + "-a", 1, T, 5);
        one.saw(Lane.EB, HERE + "-b", 1, T.plus(SILENT), 5);
        clock.now = T.plus(SILENT).plusSeconds(1);
        one.marks().exchange();
        assertThat(line(one, Lane.EB, HERE + "-a").silentSince()).contains(T);
        assertThat(line(one, Lane.EB, HERE + "-b").silentSince()).isEmpty();
        assertThat(whole(one, Lane.EB).silentSince()).isEmpty();
        assertThat(whole(one, Lane.EB).sentence()).isEmpty();
        clock.now = T.plus(SILENT).plus(SILENT).plusSeconds(1);
        assertThat(whole(one, Lane.EB).silentSince()).contains(T.plus(SILENT));
        assertThat(whole(one, Lane.EB).sentence())
                .hasValueSatisfying(text -> assertThat(text).contains("EventBridge", "not a quiet suspect"));
    }

    @Test
    void filesAreNeverSilentAndBareRecordsOnlyWhereTheyAreStreamed() {
        Node replaying = new Node(false);
        one.saw(Lane.CT, HERE, 1, T, 5);
        one.marks().exchange();
        clock.now = T.plus(Duration.ofDays(1));
        assertThat(line(one, Lane.CT, HERE).silentSince()).contains(T);
        assertThat(line(replaying, Lane.CT, HERE).silentSince()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenTheNextTimeAndOnce() throws SQLException {
        one.saw(Lane.CW, HERE, 5, T, 1);
        sql("alter table lane_mark rename to elsewhere");
        try {
            assertThatThrownBy(() -> one.marks().exchange()).isInstanceOf(RuntimeException.class);
            one.marks().beat();
        } finally {
            sql("alter table elsewhere rename to lane_mark");
        }
        one.marks().exchange();
        one.marks().exchange();
        assertThat(line(one, Lane.CW, HERE).events()).isEqualTo(5);
    }

    @Test
    void noEventIsNewerThanItsArrivalAndNoNameStopsTheOthers() {
        one.lines.add(new LaneMeter.Line(
                Lane.CW,
                HERE + "\0",
                "\uD800",
                1,
                Optional.of(Instant.parse("9999-12-31T23:59:59Z")),
                T,
                Optional.empty(),
                Optional.empty()));
        one.saw(Lane.CW, HERE, 1, T, 1);
        one.marks().exchange();
        assertThat(one.marks().lines())
                .filteredOn(line -> line.account().startsWith(HERE))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line.newestEventTime().orElseThrow()).isBeforeOrEqualTo(T));
    }

    @Test
    void whatIsOldOrTooMuchIsForgotten() throws SQLException {
        one.saw(Lane.CW, HERE + "-old", 1, T, 1);
        one.saw(Lane.CW, HERE + "-new", 1, T.plusSeconds(60), 1);
        one.marks().exchange();
        try (Connection connection = database.getConnection()) {
            new LaneMarkTable(connection).trim(Instant.EPOCH, 1);
        }
        assertThat(one.marks().lines())
                .filteredOn(line -> line.account().startsWith(HERE))
                .extracting(LaneMarks.Line::account)
                .containsExactly(HERE + "-new");
        clock.now = T.plus(Duration.ofDays(31));
        one.marks().trim();
        assertThat(one.marks().lines()).noneMatch(line -> line.account().startsWith(HERE));
    }

    private static LaneMarks.Line line(Node node, Lane lane, String account) {
        return node.marks().lines().stream()
                .filter(line -> line.lane() == lane && line.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private static LaneMarks.Whole whole(Node node, Lane lane) {
        return node.marks().lanes().stream()
                .filter(whole -> whole.lane() == lane)
                .findFirst()
                .orElseThrow();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private final class Node {
        private final List<LaneMeter.Line> lines = new ArrayList<>();
        private final boolean streaming;
        private LaneMarks marks;

        private Node(boolean streaming) {
            this.streaming = streaming;
        }

        /** The database is there only once the test runs. */
        private LaneMarks marks() {
            if (marks == null) {
                marks = new LaneMarks(() -> List.copyOf(lines), database, clock, SILENT, streaming);
            }
            return marks;
        }

        private void saw(Lane lane, String account, long events, Instant arrivedAt, int lag) {
            Optional<Duration> late = Optional.of(Duration.ofSeconds(lag));
            lines.removeIf(line -> line.account().equals(account));
            lines.add(new LaneMeter.Line(
                    lane, account, "r", events, Optional.of(arrivedAt.minusSeconds(lag)), arrivedAt, late, late));
        }
    }

    private static final class Watch extends Clock {
        private Instant now = T;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}
