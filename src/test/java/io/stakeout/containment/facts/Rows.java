package io.stakeout.containment.facts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.agroal.api.AgroalDataSource;

import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;

/** Puts into the database what facts are made of. */
final class Rows {

    /** Later than every hour that the census of an incident which is opened then covers. */
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final AgroalDataSource database;

    Rows(AgroalDataSource database) {
        this.database = database;
    }

    long incident() {
        return number(
                "insert into incident (title, severity, follow, state, origin, opened_by, opened_at)"
                        + " values ('facts', 'high', 'full', 'watching', 'web', 'ada', ?) returning id",
                NOW);
    }

    /** @param hoursAgo before the hour in which incidents are opened */
    void active(String account, int hoursAgo, String principal, String kind) {
        number(
                "insert into principal_census (account, hour, principal, kind) values (?, ?, ?, ?) returning 1",
                account,
                hour(hoursAgo),
                principal,
                kind);
    }

    void used(String identifier, int hoursAgo, String kind, String value, long calls) {
        number(
                "insert into principal_usage (identifier, hour, kind, value, calls) values (?, ?, ?, ?, ?) returning 1",
                identifier,
                hour(hoursAgo),
                kind,
                value,
                calls);
    }

    private static Instant hour(int ago) {
        return NOW.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(ago));
    }

    long identity(long incident, String kind, String value, Instant joined) {
        return number(
                "insert into identity (incident_id, key, kind, value, label, certainty, joined_at)"
                        + " values (?, ?, ?, ?, 'x', 'exact', ?) returning id",
                incident,
                kind + ":" + value,
                kind,
                value,
                joined);
    }

    void comesFrom(long incident, long identity, String kind, String value) {
        number(
                "insert into identity_use (incident_id, identity_id, kind, value, calls, consequences, denied)"
                        + " values (?, ?, ?, ?, 1, 0, 0) returning 1",
                incident,
                identity,
                kind,
                value);
    }

    /** A plan of another node, which is alive: none that this one would go on with. */
    long plan(long incident, String state, Instant ended, PrincipalRef... cut) {
        long plan = number(
                "insert into plan (incident_id, level, state, hash, drafted_by, drafted_at, reason, draft, ended_at,"
                        + " owner, beat_at) values (?, 'L3', ?, 'h', 'ada', ?, 'r', '{}', ?, 'another', now()) returning id",
                incident,
                state,
                NOW,
                ended);
        for (PrincipalRef principal : cut) {
            number(
                    "insert into plan_principal (plan_id, account, kind, name) values (?, ?, ?, ?) returning 1",
                    plan,
                    principal.account(),
                    principal.kind().id(),
                    principal.name());
        }
        return plan;
    }

    /** That it cuts a person of Identity Center in an account too. */
    void cutsPerson(long plan, String account, String userId) {
        number(
                "insert into plan_principal (plan_id, account, kind, name)"
                        + " values (?, ?, 'identity-center-user', ?) returning 1",
                plan,
                account,
                userId);
    }

    void undoes(long plan, long other) {
        number("update plan set undo_of = ? where id = ? returning 1", other, plan);
    }

    void reserved(long plan, String account, int principals, Instant at) {
        number(
                "insert into cap_reservation (plan_id, account, principals, reserved_at) values (?, ?, ?, ?) returning 1",
                plan,
                account,
                principals,
                at);
    }

    void inForce(long plan, PrincipalRef principal, Instant ended) {
        number(
                "insert into containment (plan_id, account, kind, name, level, owner, reason, since, expires_at, ended_at)"
                        + " values (?, ?, ?, ?, 'L3', 'ada', 'r', ?, ?, ?) returning id",
                plan,
                principal.account(),
                principal.kind().id(),
                principal.name(),
                NOW,
                NOW.plusSeconds(3_600),
                ended);
    }

    void kill(boolean killed) {
        number(
                "update mode set killed = ?, killed_by = 'ada', killed_reason = 'stop', killed_at = ? returning 1",
                killed,
                NOW);
    }

    /** Nobody else takes what is left for plans at work. */
    void end(long incident) {
        number(
                "update containment c set ended_at = ? from plan p"
                        + " where p.id = c.plan_id and p.incident_id = ? returning 1",
                NOW,
                incident);
        number("update plan set state = 'rejected' where incident_id = ? returning 1", incident);
        number(
                "update incident set state = 'closed', verdict = 'exercise', verdict_reason = 'a test', closed_at = ? where id = ? returning 1",
                NOW,
                incident);
    }

    private long number(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                boolean time = values[i] instanceof Instant;
                statement.setObject(i + 1, time ? Timestamp.from((Instant) values[i]) : values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Subject subject(long id, String kind, String value, String relation, PrincipalRef principal, String userId) {
        return new Subject(
                id,
                kind,
                value,
                value,
                Optional.of(principal.account()),
                relation,
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.of(principal),
                Optional.ofNullable(userId),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    static Draft draft(Set<PrincipalRef> cut, Subject... subjects) {
        Draft.Options options = new Draft.Options(false, false, 0);
        return new Draft(Level.PRINCIPAL, options, List.of(), cut, List.of(subjects), List.of(), List.of());
    }
}
