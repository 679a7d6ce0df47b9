package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.containment.Containments.InForce;
import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in force, and who may know of it. */
@QuarkusTest
@WithPostgres
class ContainmentsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Instant NOW = Instant.now();

    @Inject
    Containments containments;

    @Inject
    Incidents incidents;

    @Inject
    TestAccounts accounts;

    @Inject
    AgroalDataSource database;

    @Test
    void what_is_due_comes_first_and_what_has_ended_not_at_all() throws SQLException {
        Actor viewer = actor(accounts.fresh(Role.VIEWER));
        long plan = plan(incident(Set.of()));
        cut(plan, "user", "later", NOW.plusSeconds(7200), false);
        cut(plan, "role", "over", NOW.minusSeconds(60), false);
        cut(plan, "root", "root", NOW.plusSeconds(60), false);
        cut(plan, "user", "undone", NOW.plusSeconds(60), true);
        List<InForce> found = containments.inForce(viewer).stream()
                .filter(one -> one.plan() == plan)
                .toList();
        assertThat(found)
                .extracting(InForce::principal)
                .containsExactly(
                        "arn:aws:iam::444455556666:role/over",
                        "arn:aws:iam::444455556666:root",
                        "arn:aws:iam::444455556666:user/later");
        assertThat(found).extracting(InForce::due).containsExactly(true, false, false);
        assertThat(found.get(0).level()).isEqualTo(Level.PRINCIPAL);
        assertThat(found.get(0).owner()).isEqualTo("m.okafor");
    }

    @Test
    void those_of_a_restricted_incident_are_hidden_from_the_others() throws SQLException {
        Operator reader = accounts.fresh(Role.VIEWER);
        long plan = plan(incident(Set.of(reader.name())));
        cut(plan, "user", "secret", NOW.plusSeconds(60), false);
        assertThat(containments.inForce(actor(reader)))
                .extracting(InForce::plan)
                .contains(plan);
        assertThat(containments.inForce(actor(accounts.fresh(Role.ADMIN))))
                .extracting(InForce::plan)
                .doesNotContain(plan);
    }

    private long incident(Set<String> readers) {
        Suspect suspect = Suspect.of("access-key", "AKIA%016d".formatted(NUMBER.incrementAndGet()), null);
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("a cut", Severity.HIGH, Follow.DIRECT, List.of(suspect), readers, "person"))
                .id();
    }

    private long plan(long incident) throws SQLException {
        String sql = "insert into plan (incident_id, level, state, hash, drafted_by, drafted_at, reason, draft)"
                + " values (?, 'L3', 'executed', 'h', 'm.okafor', now(), 'leaked key', '{}') returning id";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, incident);
            try (ResultSet rows = insert.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void cut(long plan, String kind, String name, Instant expires, boolean ended) throws SQLException {
        String sql = "insert into containment (plan_id, account, kind, name, level, owner, reason, since, expires_at,"
                + " ended_at) values (?, '444455556666', ?, ?, 'L3', 'm.okafor', 'leaked key', now(), ?,"
                + (ended ? " now())" : " null)");
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, plan);
            insert.setString(2, kind);
            insert.setString(3, name);
            insert.setTimestamp(4, Timestamp.from(expires));
            insert.executeUpdate();
        }
    }

    private static Actor actor(Operator operator) {
        return new Actor(operator.name(), operator.role(), Optional.of(operator.id()));
    }
}
