package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far channels have told the logs of incidents; on one connection inside one transaction. */
final class StreamTable {

    private static final String DUE = "with due as (select s.channel, s.incident_id, i.head"
            + " from outbox_stream s join incident i on i.id = s.incident_id"
            + " where s.channel = ? and i.head > s.told_seq and s.due_at <= ?"
            + " and (s.claimed_until is null or s.claimed_until < ?)"
            + " and (s.upto is not null or s.told_at <= ? or s.told_at <= ? and i.head - s.told_seq >= ?)"
            + " order by s.told_at for update of s skip locked limit 1)"
            + " update outbox_stream s set claimed_by = ?, claimed_until = ?, attempts = attempts + 1,"
            // of terms that are whole a retry ends where the first attempt did
            + " upto = case when ? then coalesce(s.upto, least(due.head, s.told_seq + ?)) else due.head end"
            + " from due where s.channel = due.channel and s.incident_id = due.incident_id"
            + " returning s.incident_id, s.told_seq, s.upto, s.attempts, s.reference";

    private static final String MINE = " where channel = ? and incident_id = ? and claimed_by = ?";

    /** What this node tells of one incident until the lease ends. */
    record Stretch(
            String channel, long incident, long after, long upto, int attempt, Optional<String> reference, String by) {}

    private final Connection connection;

    StreamTable(Connection connection) {
        this.connection = connection;
    }

    /** Begins where an incident's log is now, for each channel that doesn't follow it yet. */
    void begin(List<String> channels, long incident, long told, Instant now) throws SQLException {
        String sql = "insert into outbox_stream (channel, incident_id, told_seq, told_at, due_at)"
                + " select name, ?, ?, ?, ? from unnest(?::text[]) as following(name) on conflict do nothing";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, incident);
            statement.setLong(2, told);
            statement.setTimestamp(3, Timestamp.from(now));
            statement.setTimestamp(4, Timestamp.from(now));
            statement.setArray(5, connection.createArrayOf("text", channels.toArray()));
            statement.executeUpdate();
        }
    }

    Optional<Stretch> claim(String channel, StreamTerms terms, String by, Instant now, Duration lease)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setString(1, channel);
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setTimestamp(3, Timestamp.from(now));
            statement.setTimestamp(4, Timestamp.from(now.minus(terms.every())));
            statement.setTimestamp(5, Timestamp.from(now.minus(terms.floor())));
            statement.setInt(6, terms.early());
            statement.setString(7, by);
            statement.setTimestamp(8, Timestamp.from(now.plus(lease)));
            statement.setBoolean(9, terms.whole());
            statement.setInt(10, terms.most());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Stretch(
                                channel,
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getInt(4),
                                Optional.ofNullable(row.getString(5)),
                                by))
                        : Optional.empty();
            }
        }
    }

    /** What the last digest of an incident gave back. */
    Optional<String> reference(String channel, long incident) throws SQLException {
        String sql = "select reference from outbox_stream where channel = ? and incident_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, channel);
            statement.setLong(2, incident);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * It is told up to its end, or somebody else answers for it from now on.
     *
     * @return false when the claim was lost
     */
    boolean told(Stretch stretch, Optional<String> reference, Instant now) throws SQLException {
        String sql = "update outbox_stream set told_seq = ?, told_at = ?, upto = null, attempts = 0, due_at = ?,"
                + " reference = coalesce(?, reference), last_error = null, claimed_by = null, claimed_until = null"
                + MINE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, stretch.upto());
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setTimestamp(3, Timestamp.from(now));
            statement.setObject(4, reference.orElse(null), Types.VARCHAR);
            return mine(statement, 5, stretch);
        }
    }

    boolean later(Stretch stretch, boolean used, Instant due, String why) throws SQLException {
        String sql = "update outbox_stream set due_at = ?, attempts = greatest(0, attempts - ?), last_error = ?,"
                + " claimed_by = null, claimed_until = null" + MINE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(due));
            statement.setInt(2, used ? 0 : 1);
            statement.setString(3, why);
            return mine(statement, 4, stretch);
        }
    }

    private static boolean mine(PreparedStatement statement, int next, Stretch stretch) throws SQLException {
        statement.setString(next, stretch.channel());
        statement.setLong(next + 1, stretch.incident());
        statement.setString(next + 2, stretch.by());
        return statement.executeUpdate() > 0;
    }
}
