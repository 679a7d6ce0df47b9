package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Dead letters; on one connection inside one transaction. */
final class DeadTable {

    /** @param state for example {@code dead} */
    record Line(String channel, String kind, String state) {}

    private final Connection connection;

    DeadTable(Connection connection) {
        this.connection = connection;
    }

    /** Keeps entries of an incident's log that a channel wouldn't take, so that they can be sent again. */
    void bury(String channel, long incident, long after, long upto, String why, Instant now) throws SQLException {
        String sql = "insert into outbox (channel, target, key, kind, priority, incident_id, body, state, attempts,"
                + " due_at, last_error, created_at) values (?, '', ?, ?, ?, ?, ?, 'dead', 0, ?, ?, ?)"
                + " on conflict (channel, target, key) do nothing";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, channel);
            statement.setString(2, "log:" + incident + ":" + after + "-" + upto);
            statement.setString(3, Claimed.DIGEST);
            statement.setInt(4, Priority.STREAM.number());
            statement.setLong(5, incident);
            statement.setString(
                    6, NotifyJson.write(NotifyJson.object().put("after", after).put("upto", upto)));
            statement.setTimestamp(7, Timestamp.from(now));
            statement.setString(8, why);
            statement.setTimestamp(9, Timestamp.from(now));
            statement.executeUpdate();
        }
    }

    /** Keeps it until the transaction ends. */
    Optional<Line> lock(long id) throws SQLException {
        String sql = "select channel, kind, state from outbox where id = ? for update";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Line(row.getString(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** To be tried again at once; the remote may have it from before, so the next attempt isn't the first. */
    void revive(long id, Instant now) throws SQLException {
        String sql = "update outbox set state = 'waiting', attempts = 1, due_at = ? where id = ? and state = 'dead'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    /** What was told long ago, and what nobody has sent again for three times as long. */
    void forget(Instant told, Instant dead) throws SQLException {
        String sql = "delete from outbox where state in ('delivered', 'folded', 'withheld') and created_at < ?"
                + " and (delivered_at is null or delivered_at < ?)"
                + " or state = 'dead' and created_at < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(told));
            statement.setTimestamp(2, Timestamp.from(told));
            statement.setTimestamp(3, Timestamp.from(dead));
            statement.executeUpdate();
        }
    }
}
