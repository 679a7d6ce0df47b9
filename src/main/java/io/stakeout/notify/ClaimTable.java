package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes rows out of the outbox for one node and puts back what became of them; on one connection, each in a short
 * transaction. Nobody waits for anybody: rows that are locked are passed over.
 */
final class ClaimTable {

    private static final String DUE =
            " channel = ? and due_at <= ?" + " and (state = 'waiting' or state = 'claimed' and claimed_until < ?)";

    /** Lines of one incident and target keep their distance. */
    private static final String PACED = " and not (priority = 1 and incident_id is not null and entry_seq is not null"
            + " and exists (select 1 from outbox told where told.channel = due.channel"
            + " and told.incident_id = due.incident_id and told.target = due.target and told.priority = 1"
            + " and told.id <> due.id and (told.delivered_at > ? or told.state = 'claimed' and told.claimed_until >= ?)))";

    private static final String TAKE = "with taken as (select id from outbox due where";

    private static final String CLAIM = " order by priority, due_at, id for update skip locked limit ?)"
            + " update outbox o set state = 'claimed', claimed_by = ?, claimed_until = ?, attempts = attempts + 1"
            + " from taken where o.id = taken.id returning o.id, o.key, o.kind, o.priority, o.incident_id, o.entry_seq,"
            + " o.target, o.body, o.version, o.attempts, o.reference, o.created_at";

    private static final String MINE = " where id = ? and claimed_by = ? and state = 'claimed'";

    private final Connection connection;
    private final String channel;

    ClaimTable(Connection connection, String channel) {
        this.connection = connection;
        this.channel = channel;
    }

    /** What is due, the most urgent first. */
    List<Claimed> claim(String by, Instant now, Duration lease, Duration linesEvery, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE + DUE + PACED + CLAIM)) {
            bindDue(statement, now);
            statement.setTimestamp(4, Timestamp.from(now.minus(linesEvery)));
            statement.setTimestamp(5, Timestamp.from(now));
            return claimed(statement, 6, most, by, now.plus(lease));
        }
    }

    /** What has waited for this target since before a moment, to go together with what is claimed already. */
    List<Claimed> claimLate(String by, Instant now, Duration lease, String target, Instant before, int most)
            throws SQLException {
        String late = " and target = ? and created_at < ? and kind <> '" + Claimed.DIGEST + "'";
        try (PreparedStatement statement = connection.prepareStatement(TAKE + DUE + late + CLAIM)) {
            bindDue(statement, now);
            statement.setString(4, target);
            statement.setTimestamp(5, Timestamp.from(before));
            return claimed(statement, 6, most, by, now.plus(lease));
        }
    }

    private void bindDue(PreparedStatement statement, Instant now) throws SQLException {
        statement.setString(1, channel);
        statement.setTimestamp(2, Timestamp.from(now));
        statement.setTimestamp(3, Timestamp.from(now));
    }

    private static List<Claimed> claimed(PreparedStatement statement, int next, int most, String by, Instant until)
            throws SQLException {
        statement.setInt(next, most);
        statement.setString(next + 1, by);
        statement.setTimestamp(next + 2, Timestamp.from(until));
        List<Claimed> claimed = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                claimed.add(claimed(rows, by, until));
            }
        }
        claimed.sort(Comparator.comparing(Claimed::priority)
                .thenComparing(Claimed::since)
                .thenComparing(Claimed::id));
        return claimed;
    }

    private static Claimed claimed(ResultSet row, String by, Instant until) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                row.getString("key"),
                row.getString("kind"),
                Priority.of(row.getInt("priority")),
                Optional.ofNullable(row.getObject("incident_id", Long.class)),
                Optional.ofNullable(row.getObject("entry_seq", Long.class)),
                row.getString("target"),
                row.getString("body"),
                row.getInt("version"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("reference")),
                row.getTimestamp("created_at").toInstant(),
                by,
                until);
    }

    /** Lines that have waited too long are left to the digest. */
    int foldLate(Instant before) throws SQLException {
        String sql = "update outbox set state = 'folded' where channel = ? and priority = 1 and state = 'waiting'"
                + " and incident_id is not null and entry_seq is not null and created_at < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, channel);
            statement.setTimestamp(2, Timestamp.from(before));
            return statement.executeUpdate();
        }
    }

    /** @return false when the claim was lost: somebody else has it now, and may tell it again */
    boolean delivered(Claimed row, Optional<String> reference, Instant now) throws SQLException {
        String sql = "update outbox set state = case when version = ? then 'delivered' else 'waiting' end,"
                + " due_at = case when version = ? then due_at else ?::timestamptz + every_ms * interval '1 millisecond' end,"
                + " attempts = case when version = ? then attempts else 0 end, delivered_at = ?,"
                + " reference = coalesce(?, reference), last_error = null, claimed_by = null, claimed_until = null"
                + MINE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, row.version());
            statement.setInt(2, row.version());
            statement.setTimestamp(3, Timestamp.from(now));
            statement.setInt(4, row.version());
            statement.setTimestamp(5, Timestamp.from(now));
            statement.setObject(6, reference.orElse(null), Types.VARCHAR);
            return mine(statement, 7, row);
        }
    }

    /** Another one stands for it. */
    boolean folded(Claimed row) throws SQLException {
        return settle(row, "state = 'folded', last_error = null");
    }

    /** Its incident is restricted by now. */
    boolean withheld(Claimed row) throws SQLException {
        return settle(row, "state = 'withheld', body = '{}', last_error = null");
    }

    private boolean settle(Claimed row, String what) throws SQLException {
        String sql = "update outbox set " + what + ", claimed_by = null, claimed_until = null" + MINE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return mine(statement, 1, row);
        }
    }

    /**
     * Waits again.
     *
     * @param used whether that was an attempt
     */
    boolean later(Claimed row, boolean used, Instant due, String why) throws SQLException {
        String sql = "update outbox set state = 'waiting', attempts = case when version <> ? then 0 else greatest(0,"
                + " attempts - ?) end, due_at = ?, last_error = ?, claimed_by = null, claimed_until = null" + MINE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, row.version());
            statement.setInt(2, used ? 0 : 1);
            statement.setTimestamp(3, Timestamp.from(due));
            statement.setString(4, why);
            return mine(statement, 5, row);
        }
    }

    boolean dead(Claimed row, String why) throws SQLException {
        String sql = "update outbox set state = case when version = ? then 'dead' else 'waiting' end, last_error = ?,"
                + " attempts = case when version = ? then attempts else 0 end,"
                + " claimed_by = null, claimed_until = null" + MINE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, row.version());
            statement.setString(2, why);
            statement.setInt(3, row.version());
            return mine(statement, 4, row);
        }
    }

    private static boolean mine(PreparedStatement statement, int next, Claimed row) throws SQLException {
        statement.setLong(next, row.id());
        statement.setString(next + 1, row.by());
        return statement.executeUpdate() > 0;
    }
}
