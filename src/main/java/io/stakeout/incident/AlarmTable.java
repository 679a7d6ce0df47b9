package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL of {@link Alarms}, on one connection inside one transaction. */
final class AlarmTable {

    /** Held exclusively by who raises, shared by who opens an incident: each incident hears of each alarm once. */
    private static final long LOCK = 0x5354_4b41_4c41_524dL;

    /** Times outside these are nobody's event time. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Connection connection;

    AlarmTable(Connection connection) {
        this.connection = connection;
    }

    void lockToRaise() throws SQLException {
        lock("select pg_advisory_xact_lock(?)");
    }

    void lockToOpen() throws SQLException {
        lock("select pg_advisory_xact_lock_shared(?)");
    }

    private void lock(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }

    boolean toldSince(String alike, Instant since) throws SQLException {
        String sql = "select 1 from pipeline_alarm where at > ? and told and alike = ? limit 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(since));
            statement.setString(2, alike);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** @return false when the event is there already */
    boolean insert(Alarm alarm, Instant at, boolean told) throws SQLException {
        String sql = "insert into pipeline_alarm (event_id, at, event_time, call, outcome, text, alike, told)"
                + " values (?,?,?,?,?,?,?,?) on conflict (event_id) do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, alarm.eventId());
            insert.setTimestamp(2, Timestamp.from(at));
            insert.setTimestamp(
                    3,
                    alarm.eventTime()
                            .filter(time -> !time.isBefore(EARLIEST) && time.isBefore(LATEST))
                            .map(Timestamp::from)
                            .orElse(null));
            insert.setString(4, alarm.call());
            insert.setString(5, alarm.outcome().id());
            insert.setString(6, alarm.text());
            insert.setString(7, alarm.alike());
            insert.setBoolean(8, told);
            return insert.executeUpdate() == 1;
        }
    }

    /** Locks the rows of all open incidents, in id order; one that is closed while we wait for it drops out. */
    List<Long> lockOpenIncidents() throws SQLException {
        String sql = "select id from incident where state = 'watching' order by id for no key update";
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    /** Newest first. */
    List<Alarms.Line> newest(Instant since, int limit) throws SQLException {
        String sql = "select event_id, at, event_time, call, outcome, text from pipeline_alarm where at > ?"
                + " order by at desc, event_id limit ?";
        List<Alarms.Line> lines = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(since));
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(line(rows));
                }
            }
        }
        return lines;
    }

    private static Alarms.Line line(ResultSet row) throws SQLException {
        return new Alarms.Line(
                row.getString(1),
                row.getTimestamp(2).toInstant(),
                Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }

    long count(Instant since) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from pipeline_alarm where at > ?")) {
            statement.setTimestamp(1, Timestamp.from(since));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    int forget(Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from pipeline_alarm where at < ?")) {
            statement.setTimestamp(1, Timestamp.from(before));
            return statement.executeUpdate();
        }
    }
}
