package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Whether a channel as a whole waits, for all nodes; on one connection inside one transaction. */
final class PauseTable {

    /**
     * @param until nothing is sent before
     * @param pauses in a row since something was delivered
     * @param since when it began
     */
    record Pause(Instant until, int pauses, Instant since, String why) {

        boolean holds(Instant now) {
            return until.isAfter(now);
        }
    }

    private final Connection connection;

    PauseTable(Connection connection) {
        this.connection = connection;
    }

    /** Empty when it has delivered since. */
    Optional<Pause> of(String channel) throws SQLException {
        String sql = "select paused_until, pauses, paused_since, why from outbox_channel"
                + " where channel = ? and paused_until is not null";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, channel);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Pause(
                                row.getTimestamp(1).toInstant(),
                                row.getInt(2),
                                row.getTimestamp(3).toInstant(),
                                row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    void pause(String channel, Instant until, Instant now, String why) throws SQLException {
        String sql = "insert into outbox_channel (channel, paused_until, pauses, paused_since, why) values (?,?,1,?,?)"
                + " on conflict (channel) do update set pauses = outbox_channel.pauses + 1, why = excluded.why,"
                + " paused_until = greatest(outbox_channel.paused_until, excluded.paused_until),"
                + " paused_since = coalesce(outbox_channel.paused_since, excluded.paused_since)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, channel);
            statement.setTimestamp(2, Timestamp.from(until));
            statement.setTimestamp(3, Timestamp.from(now));
            statement.setString(4, why);
            statement.executeUpdate();
        }
    }

    void over(String channel) throws SQLException {
        String sql = "update outbox_channel set paused_until = null, pauses = 0, paused_since = null, why = null"
                + " where channel = ? and paused_until is not null";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, channel);
            statement.executeUpdate();
        }
    }
}
