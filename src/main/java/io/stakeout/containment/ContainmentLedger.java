package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.agroal.api.AgroalDataSource;

import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.guard.Targets;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;
import io.stakeout.containment.proof.ContainmentChanged;

/** What is in force, and what counts against the caps; in the caller's transaction. */
@ApplicationScoped
class ContainmentLedger {

    /** Beside an account's number, so that these locks are no others. */
    private static final int LOCK = 0x5354_4b43;

    private final AgroalDataSource database;
    private final ContainmentConfig config;
    private final Event<ContainmentChanged> changed;

    ContainmentLedger(AgroalDataSource database, ContainmentConfig config, Event<ContainmentChanged> changed) {
        this.database = database;
        this.config = config;
        this.changed = changed;
    }

    /** Makes whoever begins a plan in one of these accounts wait until the transaction ends. */
    void lock(SortedSet<String> accounts) {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?, hashtext(?))")) {
            for (String account : accounts) {
                lock.setInt(1, LOCK);
                lock.setString(2, account);
                lock.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the accounts can't be locked", e);
        }
    }

    /** Takes its part of the caps, and counts as in force from now on; an undo takes nothing. */
    void reserve(PlanRow plan, Instant now) {
        Targets targets = Targets.of(plan.draft());
        Map<String, Integer> counts = targets.byAccount();
        Map<String, Integer> byAccount = plan.draft().steps().stream()
                .map(step -> step.slot().account())
                .distinct()
                .collect(Collectors.toMap(
                        account -> account, account -> plan.undo() ? 0 : counts.getOrDefault(account, 0)));
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<String, Integer> part : byAccount.entrySet()) {
                reserve(connection, plan.id, part.getKey(), part.getValue(), now);
            }
            if (!plan.undo()) {
                for (PrincipalRef principal : targets.principals()) {
                    contain(
                            connection,
                            plan,
                            principal.account(),
                            principal.kind().id(),
                            principal.name(),
                            now);
                }
                for (Map.Entry<String, Set<String>> there : targets.people().entrySet()) {
                    for (String person : there.getValue()) {
                        contain(connection, plan, there.getKey(), Subject.PERSON, person, now);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the caps of plan " + plan.id + " can't be reserved", e);
        }
        changed.fire(new ContainmentChanged());
    }

    private static void reserve(Connection connection, long plan, String account, int principals, Instant now)
            throws SQLException {
        String sql = "insert into cap_reservation (plan_id, account, principals, reserved_at) values (?, ?, ?, ?)"
                + " on conflict (plan_id, account) do update set principals = excluded.principals";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, plan);
            insert.setString(2, account);
            insert.setInt(3, principals);
            insert.setTimestamp(4, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    private void contain(Connection connection, PlanRow plan, String account, String kind, String name, Instant now)
            throws SQLException {
        String sql = "insert into containment (plan_id, account, kind, name, level, owner, reason, since, expires_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (plan_id, account, kind, name) do update set ended_at = null";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, plan.id);
            insert.setString(2, account);
            insert.setString(3, kind);
            insert.setString(4, name);
            insert.setString(5, plan.level);
            insert.setString(6, plan.executedBy == null ? plan.draftedBy : plan.executedBy);
            insert.setString(7, plan.reason);
            insert.setTimestamp(8, Timestamp.from(now));
            insert.setTimestamp(9, Timestamp.from(now.plus(config.expiresAfter())));
            insert.executeUpdate();
        }
    }

    /** Nothing of the plan is in force any more. */
    void end(long plan, Instant now) {
        String sql = "update containment set ended_at = ? where plan_id = ? and ended_at is null";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setLong(2, plan);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the containment of plan " + plan + " can't be ended", e);
        }
        changed.fire(new ContainmentChanged());
    }
}
