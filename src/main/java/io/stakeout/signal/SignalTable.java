package io.stakeout.signal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import io.stakeout.cloudtrail.Redaction;
import io.stakeout.cloudtrail.Text;
import io.stakeout.cloudtrail.UnreadableRecordException;
import io.stakeout.signal.finding.Signal;

/** The SQL of signals, on one connection inside one transaction. */
final class SignalTable {

    /** Held by who decides about a signal: one at a time, of all nodes, so that one principal has one room. */
    private static final long LOCK = 0x5354_4b53_4947_4e4cL;

    private static final int MOST_TEXT = 2_048;

    private static final String BEFORE = """
            with mine as (
                select incident_id from signal where names && ? and outcome in ('opened', 'joined')
                union
                select incident_id from suspect where (case when type = 'user-name'
                    then 'user ' || account || ' ' || value else type || ' ' || value end) = any(?)),
            alike as (
                select incident_id from signal where source = ? and type = ? and outcome in ('opened', 'joined'))
            select i.id, i.verdict, i.restricted, i.id in (select incident_id from mine),
                i.id in (select incident_id from alike)
            from incident i
            where i.state = 'closed' and i.closed_at <= ?
                and (i.id in (select incident_id from mine) or i.id in (select incident_id from alike))
            order by 4 desc, i.id desc limit ?
            """;

    /** Times outside these are nobody's. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Connection connection;

    SignalTable(Connection connection) {
        this.connection = connection;
    }

    /** @param patience how long to wait for it; within this transaction other locks are waited for as usual */
    void lock(Duration patience) throws SQLException {
        lockTimeout(patience);
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
        lockTimeout(Duration.ZERO);
    }

    private void lockTimeout(Duration time) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config('lock_timeout', ?, true)")) {
            set.setString(1, time.toMillis() + "ms");
            set.execute();
        }
    }

    Optional<Known> find(byte[] key) throws SQLException {
        String sql =
                "select id, first_sha256, last_sha256, outcome, incident_id, told_at, coalesce(told_score, -1), count"
                        + " from signal where key = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setBytes(1, key);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(known(row)) : Optional.empty();
            }
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getLong(1),
                row.getBytes(2),
                row.getBytes(3),
                Outcome.byId(row.getString(4)),
                Optional.ofNullable(row.getObject(5, Long.class)),
                Optional.ofNullable(row.getTimestamp(6)).map(Timestamp::toInstant),
                row.getInt(7),
                row.getLong(8));
    }

    /** Writes what is told for the first time. */
    long insert(Arrival arrival, Judged judged, Decision decision) throws SQLException {
        String sql = "insert into signal (" + SAID + ", key, way, speaker, source, signal_id, first_sha256, first_seen,"
                + " outcome, incident_id, opened_at, why, playbook) values (" + places(SAID)
                + ", ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?) returning id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int n = bindSaid(insert, arrival);
            insert.setBytes(++n, arrival.key());
            insert.setString(++n, arrival.way());
            insert.setString(++n, text(arrival.speaker()));
            insert.setString(++n, text(arrival.signal().source()));
            insert.setString(++n, text(arrival.signal().id()));
            insert.setBytes(++n, arrival.body());
            insert.setTimestamp(++n, Timestamp.from(arrival.at()));
            bindDecision(insert, n, arrival, judged, decision);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Writes what is told again. */
    void update(long id, Arrival arrival, Judged judged, Decision decision) throws SQLException {
        String sql = "update signal set (" + SAID + ") = (" + places(SAID) + "), count = count + 1, outcome = ?,"
                + " incident_id = ?, opened_at = coalesce(?, opened_at), why = ?, playbook = ? where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            int n = bindDecision(update, bindSaid(update, arrival), arrival, judged, decision);
            update.setLong(n + 1, id);
            update.executeUpdate();
        }
    }

    private static int bindDecision(
            PreparedStatement statement, int before, Arrival arrival, Judged judged, Decision decision)
            throws SQLException {
        int n = before;
        boolean opens = decision.outcome() == Outcome.OPENED && decision.fresh();
        statement.setString(++n, decision.outcome().id());
        statement.setObject(++n, decision.incident().orElse(null), Types.BIGINT);
        statement.setTimestamp(++n, opens ? Timestamp.from(arrival.at()) : null);
        statement.setString(++n, text(decision.why()));
        statement.setString(++n, judged.playbook().map(SignalTable::text).orElse(null));
        return n;
    }

    private static final String SAID = "detail_type, type, score, title, account, region, suspects, nobody, names,"
            + " evidence, owner, sample, active, observed_at, detector_count, trust, last_sha256, raw, last_seen";

    private static String places(String columns) {
        return String.join(", ", Collections.nCopies(columns.split(",").length, "?"));
    }

    private int bindSaid(PreparedStatement statement, Arrival arrival) throws SQLException {
        Signal signal = arrival.signal();
        int n = 0;
        statement.setString(++n, text(signal.detailType()));
        statement.setString(++n, text(signal.type()));
        statement.setInt(++n, signal.score());
        statement.setString(++n, text(signal.title()));
        statement.setString(++n, text(signal.account()));
        statement.setString(++n, text(signal.region()));
        statement.setString(++n, SignalJson.suspects(signal));
        statement.setString(++n, text(signal.nobody()));
        statement.setArray(++n, names(Names.of(signal.suspects())));
        statement.setString(++n, SignalJson.evidence(signal));
        statement.setString(++n, text(signal.owner()));
        statement.setBoolean(++n, signal.sample());
        statement.setBoolean(++n, signal.active());
        statement.setTimestamp(++n, timestamp(signal.observedAt()));
        statement.setLong(++n, signal.count());
        statement.setString(++n, arrival.trust().name());
        statement.setBytes(++n, arrival.body());
        statement.setBytes(++n, kept(arrival.raw()));
        statement.setTimestamp(++n, Timestamp.from(arrival.at()));
        return n;
    }

    private Array names(Collection<String> names) throws SQLException {
        return connection.createArrayOf("text", names.toArray());
    }

    /** That the room was told, for the next time. */
    void told(long id, int score, Instant at) throws SQLException {
        execute("update signal set told_at = ?, told_score = ? where id = ?", Timestamp.from(at), score, id);
    }

    /** How many signals a room has been told of. */
    long told(long incident) throws SQLException {
        return number("select count(*) from signal where incident_id = ? and told_at is not null", incident);
    }

    /**
     * That somebody should draft a plan; at most one an incident. One that may go on without a person takes up what was
     * drafted for people before, once an incident.
     */
    void plan(long id, String level, Optional<String> auto) throws SQLException {
        execute(
                "update signal s set plan_level = ?, plan_ask = ?, plan_auto = ?, plan_state = 'due',"
                        + " plan_claimed_at = null where id = ? and not exists (select 1 from signal other"
                        + " where other.incident_id = s.incident_id and (other.plan_auto is not null"
                        + " or other.plan_state is not null and not ?))",
                level,
                auto.isPresent(),
                auto.orElse(null),
                id,
                auto.isPresent());
    }

    /** That the service that found it is to be asked for it. */
    void reread(long id) throws SQLException {
        execute("update signal set reread_state = 'due', reread_claimed_at = null, reread_tries = 0 where id = ?", id);
    }

    /** Incidents that a speaker's signals have opened since then. */
    long openedSince(String speaker, Instant since) throws SQLException {
        return number(
                "select count(*) from signal where speaker = ? and opened_at > ?",
                text(speaker),
                Timestamp.from(since));
    }

    /** The highest score that a room has heard of; -1 when it has heard of none. */
    long highest(long incident) throws SQLException {
        return number("select coalesce(max(told_score), -1) from signal where incident_id = ?", incident);
    }

    /** The incident that gathers what a speaker tells in masses; it may be closed. */
    Optional<Long> flood(String speaker) throws SQLException {
        long found = number("select coalesce(max(incident_id), 0) from signal_flood where speaker = ?", text(speaker));
        return found == 0 ? Optional.empty() : Optional.of(found);
    }

    void beginFlood(String speaker, long incident) throws SQLException {
        execute(
                "insert into signal_flood (speaker, incident_id) values (?, ?)"
                        + " on conflict (speaker) do update set incident_id = excluded.incident_id, signals = 0",
                text(speaker),
                incident);
    }

    /** @return how many signals it has gathered, this one included */
    long countFlood(long incident) throws SQLException {
        return number(
                "update signal_flood set signals = signals + 1 where incident_id = ? returning signals", incident);
    }

    /** Of closed incidents: those on the same principal, or about the same type by the same source, newest first. */
    List<Before> before(Signal signal, Instant now, int most) throws SQLException {
        List<Before> all = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(BEFORE)) {
            Array names = names(Names.of(signal.suspects()));
            query.setArray(1, names);
            query.setArray(2, names);
            query.setString(3, text(signal.source()));
            query.setString(4, text(signal.type()));
            query.setTimestamp(5, Timestamp.from(now));
            query.setInt(6, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Before(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getBoolean(3),
                            rows.getBoolean(4),
                            rows.getBoolean(5)));
                }
            }
        }
        return all;
    }

    private long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Redacted like a record; null when it is too large to be kept, or no JSON. */
    private static byte[] kept(byte[] raw) {
        if (raw.length > Delivery.MOST_BYTES) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(Redaction.redact(raw));
        } catch (UnreadableRecordException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static String text(Optional<String> text) {
        return text.map(SignalTable::text).orElse(null);
    }

    static String text(String text) {
        return Text.shown(text, MOST_TEXT);
    }

    private static Timestamp timestamp(Optional<Instant> at) {
        return at.filter(time -> !time.isBefore(EARLIEST) && time.isBefore(LATEST))
                .map(Timestamp::from)
                .orElse(null);
    }
}
