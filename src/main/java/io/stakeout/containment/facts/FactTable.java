package io.stakeout.containment.facts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.guard.ByTarget;
import io.stakeout.containment.guard.Facts;
import io.stakeout.containment.guard.Targets;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;

/** The SQL of what guardrails decide on, on one connection inside one transaction. */
final class FactTable {

    private static final int DAY = 24;

    private final Connection connection;

    FactTable(Connection connection) {
        this.connection = connection;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i] instanceof Instant time ? Timestamp.from(time) : values[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }

    /** @throws IllegalStateException when there is no such incident */
    Instant opened(long incident) throws SQLException {
        List<Instant> opened = new ArrayList<>();
        query(
                "select opened_at from incident where id = ?",
                row -> opened.add(row.getTimestamp(1).toInstant()),
                incident);
        if (opened.isEmpty()) {
            throw new IllegalStateException("no such incident");
        }
        return opened.get(0);
    }

    /**
     * Who was active in the 24 whole hours before that in which the incident was opened: nothing that happened since makes
     * the account larger, nor does what suspects made before.
     *
     * @param minted users and roles that the suspects made
     */
    Facts.Census census(String account, Instant opened, Set<PrincipalRef> minted) throws SQLException {
        Instant end = opened.truncatedTo(ChronoUnit.HOURS);
        Set<Instant> hours = new HashSet<>();
        Set<Object> principals = new HashSet<>();
        query(
                "select distinct hour, principal from principal_census"
                        + " where account = ? and hour >= ? and hour < ? and kind in ('user', 'role')",
                row -> {
                    hours.add(row.getTimestamp(1).toInstant());
                    String arn = row.getString(2);
                    principals.add(
                            PrincipalRef.ofArn(arn).<Object>map(ref -> ref).orElse(arn));
                },
                account,
                end.minus(Duration.ofHours(DAY)),
                end);
        principals.removeAll(minted);
        return new Facts.Census(hours.size(), principals.size());
    }

    /** In how many of those hours a principal was active. */
    int activeHours(PrincipalRef principal, Instant opened) throws SQLException {
        Instant end = opened.truncatedTo(ChronoUnit.HOURS);
        Set<Instant> hours = new HashSet<>();
        query(
                "select hour, principal from principal_census where account = ? and hour >= ? and hour < ?"
                        + " and kind = ? and principal like ?",
                row -> {
                    if (PrincipalRef.ofArn(row.getString(2))
                            .filter(principal::equals)
                            .isPresent()) {
                        hours.add(row.getTimestamp(1).toInstant());
                    }
                },
                principal.account(),
                end.minus(Duration.ofHours(DAY)),
                end,
                principal.kind().id(),
                "%" + like(principal.name()));
        return hours.size();
    }

    private static String like(String text) {
        return text.replace("_", "\\_");
    }

    /** What other plans have reserved in an account since then. */
    int reserved(String account, long plan, Instant since) throws SQLException {
        int[] sum = new int[1];
        query(
                "select coalesce(sum(principals), 0) from cap_reservation"
                        + " where account = ? and plan_id <> ? and reserved_at > ?",
                row -> sum[0] = (int) Math.min(Integer.MAX_VALUE, row.getLong(1)),
                account,
                plan,
                since);
        return sum[0];
    }

    /**
     * How many users, roles, roots and people other plans have under containment in an account, without those of this
     * one, who would count twice.
     */
    int inForce(String account, long plan, Targets own) throws SQLException {
        Set<PrincipalRef> held = new HashSet<>();
        Set<String> people = new HashSet<>();
        query(
                "select distinct kind, account, name from containment"
                        + " where account = ? and plan_id <> ? and ended_at is null",
                row -> {
                    if (row.getString("kind").equals(Subject.PERSON)) {
                        people.add(row.getString("name"));
                    } else {
                        held.add(ref(row));
                    }
                },
                account,
                plan);
        held.removeAll(own.principals());
        people.removeAll(own.people().getOrDefault(account, Set.of()));
        return held.size() + people.size();
    }

    /**
     * Whom other plans are working on: those that have passed the guardrails and reserved their part, if it be none, so
     * that of two that begin together one goes on. A plan that is being undone and the one that undoes it are one piece
     * of work.
     */
    ByTarget<Long> busy(long plan) throws SQLException {
        return byTarget(
                "select pp.kind, pp.account, pp.name, p.id from plan p join plan_principal pp on pp.plan_id = p.id"
                        + " where p.state in ('executing', 'undoing') and p.id <> ?"
                        + " and exists (select 1 from cap_reservation c where c.plan_id = p.id)"
                        + " and p.id is distinct from (select undo_of from plan where id = ?)"
                        + " and p.undo_of is distinct from cast(? as bigint)",
                row -> row.getLong(4),
                plan,
                plan,
                plan);
    }

    /** Who was touched since then by another plan that failed or was undone, and when the last of these ended. */
    ByTarget<Instant> touched(long plan, Instant since) throws SQLException {
        return byTarget(
                "select pp.kind, pp.account, pp.name, max(p.ended_at) from plan p"
                        + " join plan_principal pp on pp.plan_id = p.id"
                        + " where p.state in ('failed', 'undone') and p.ended_at > ? and p.id <> ?"
                        + " and p.rehearsal is not true group by pp.kind, pp.account, pp.name order by 4",
                row -> row.getTimestamp(4).toInstant(),
                since,
                plan);
    }

    private interface Column<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Of a person who is cut in several accounts, what comes last. */
    private <T> ByTarget<T> byTarget(String sql, Column<T> value, Object... parameters) throws SQLException {
        Map<PrincipalRef, T> principals = new HashMap<>();
        Map<String, T> people = new HashMap<>();
        query(
                sql,
                row -> {
                    if (row.getString("kind").equals(Subject.PERSON)) {
                        people.put(row.getString("name"), value.of(row));
                    } else {
                        principals.put(ref(row), value.of(row));
                    }
                },
                parameters);
        return new ByTarget<>(principals, people);
    }

    private static PrincipalRef ref(ResultSet row) throws SQLException {
        PrincipalRef.Kind kind = PrincipalRef.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        return new PrincipalRef(kind, row.getString("account"), row.getString("name"));
    }

    Optional<Facts.Killed> killed() throws SQLException {
        List<Facts.Killed> killed = new ArrayList<>();
        query(
                "select killed_by, killed_reason, killed_at from mode where killed",
                row -> killed.add(new Facts.Killed(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant())));
        return killed.stream().findFirst();
    }
}
