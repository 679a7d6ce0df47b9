package io.stakeout.drill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.drill.cast.DayBefore;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenario;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.ingest.ReplayLane;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** The company has to be known before a share of it can be cut. */
@QuarkusTest
@WithPostgres
class DayBeforeTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:34:56Z");

    @Inject
    ReplayLane lane;

    @Inject
    Clock clock;

    @Inject
    DrillConfig config;

    @Inject
    AgroalDataSource database;

    @Test
    void itIsInTheCensusBeforeTheRoomIsOpenedAndLeavesNoTraceInTheCloud() throws SQLException {
        Instant opened;
        try (CloudPlay play = new CloudPlay(Scenario.QUIET, config, lane, clock)) {
            play.prepare(() -> false);
            opened = clock.instant();

            assertThat(play.cloud().journal().lines()).isEmpty();
            assertThat(play.cloud().lanes().nextDue()).isEmpty();
        }

        assertThat(principals(Scenery.WORKLOAD, opened)).hasSizeGreaterThanOrEqualTo(40);
        assertThat(hours(Scenery.WORKLOAD, opened)).isEqualTo(24);
        assertThat(principals(Scenery.BACKUP, opened)).hasSizeGreaterThanOrEqualTo(6);
        assertThat(hours(Scenery.BACKUP, opened)).isEqualTo(24);
    }

    @Test
    void nobodyWhoHasAPartInTheAttackWasThere() {
        List<ApiEvent> calls = calls(NOON);

        assertThat(calls)
                .allSatisfy(call -> assertThat(call.caller().arn())
                        .doesNotContain(
                                Scenery.LEAKED,
                                Scenery.PARTNER,
                                Scenery.BYSTANDER,
                                Scenery.RESPONDER,
                                Scenery.BACKUP_ROLE));
        assertThat(calls)
                .extracting(ApiEvent::sourceIp)
                .doesNotContain(Persona.ATTACKER.sourceIp(), Persona.ACCOMPLICE.sourceIp());
    }

    @Test
    void itIsAWholeDayThatEndsNow() {
        List<ApiEvent> calls = calls(NOON);

        assertThat(calls)
                .extracting(ApiEvent::time)
                .allSatisfy(time -> assertThat(time)
                        .isBetween(NOON.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(24)), NOON));
        assertThat(calls.stream().map(ApiEvent::eventId).distinct()).hasSameSizeAs(calls);
        assertThat(calls.stream()
                        .map(call -> call.time().truncatedTo(ChronoUnit.HOURS))
                        .distinct())
                .hasSize(25);
    }

    @Test
    void peopleGoHomeAndMachinesDoNot() {
        assertThat(hoursOf("user/nina.hoffmann")).hasSize(9);
        assertThat(hoursOf("assumed-role/order-api/")).hasSize(24);
        assertThat(hoursOf("assumed-role/deploy-production/")).hasSize(24);
    }

    private static Set<Integer> hoursOf(String who) {
        Instant begin = NOON.truncatedTo(ChronoUnit.HOURS);
        return calls(NOON).stream()
                .filter(call -> call.caller().arn().contains(who) && call.time().isBefore(begin))
                .map(call -> (int) Duration.between(call.time(), begin).toHours())
                .collect(Collectors.toSet());
    }

    private static List<ApiEvent> calls(Instant now) {
        Scenery scenery = new Scenery(new Ids(7), now, true);
        return DayBefore.calls(scenery, new Ids(8), now).stream()
                .flatMap(List::stream)
                .toList();
    }

    private Set<String> principals(String account, Instant opened) throws SQLException {
        return column(
                "select distinct principal from principal_census where account = ? and hour >= ? and hour < ?"
                        + " and kind in ('user', 'role')",
                account,
                opened);
    }

    private int hours(String account, Instant opened) throws SQLException {
        return column(
                        "select distinct hour::text from principal_census where account = ? and hour >= ? and hour < ?",
                        account,
                        opened)
                .size();
    }

    private Set<String> column(String sql, String account, Instant opened) throws SQLException {
        Instant end = opened.truncatedTo(ChronoUnit.HOURS);
        Set<String> values = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, account);
            query.setTimestamp(2, Timestamp.from(end.minus(Duration.ofHours(24))));
            query.setTimestamp(3, Timestamp.from(end));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }
}
