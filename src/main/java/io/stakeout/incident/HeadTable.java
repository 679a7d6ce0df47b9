package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.stakeout.cloudtrail.ActivityClass;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.incident.lineage.NewIdentity;
import io.stakeout.watch.Follow;

/** The SQL of incidents' rows as the entry log holds and moves them, on one connection inside one transaction. */
final class HeadTable {

    /**
     * In id order, until the transaction ends. The weaker lock keeps out every other writer all the same; the stronger
     * one would also wait for foreign keys, and two people who add suspects at the same moment would wait for each
     * other's.
     */
    private static final String LOCK =
            "select id, state, follow, head from incident where id = any(?) order by id for no key update";

    private static final String ORIGINALS =
            "select a.incident_id, a.event_id, a.seq, a.lane, i.id is null or i.kind = '" + NewIdentity.ADDRESS + "'"
                    + " from activity a left join identity i on i.id = a.identity_id"
                    + " where a.incident_id = any(?) and a.event_id = any(?)";

    private static final String SAVE =
            "update incident set head = ?, total = total + ?, reads = reads + ?, writes = writes + ?,"
                    + " identities = identities + ?, tampers = tampers + ?, denied = denied + ?, failed = failed + ?,"
                    + " throttled = throttled + ?, duplicates = duplicates + ?,"
                    + " newest_event_time = greatest(newest_event_time, ?),"
                    + " newest_arrived_at = greatest(newest_arrived_at, ?) where id = ?";

    private final Connection connection;

    /**
     * Incidents whose rows are locked.
     *
     * @param originals what each has of the events that were asked for
     */
    record Locked(Map<Long, Head> heads, Map<Long, Map<String, Filing.Original>> originals) {
        Map<String, Filing.Original> originals(long incident) {
            return originals.getOrDefault(incident, Map.of());
        }
    }

    HeadTable(Connection connection) {
        this.connection = connection;
    }

    /** Locks the row of one incident. */
    Head lock(long incident) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, bigints(Set.of(incident)));
            try (ResultSet rows = statement.executeQuery()) {
                return heads(rows).get(incident);
            }
        }
    }

    /**
     * Locks the rows of incidents, and looks up what they have of these events. Two statements, so that the second sees
     * what was committed while the first waited; sent together, since each round trip is a turn on a busy machine.
     */
    Locked lock(Set<Long> incidents, Set<String> eventIds) throws SQLException {
        try (PreparedStatement both = connection.prepareStatement(LOCK + "; " + ORIGINALS)) {
            both.setArray(1, bigints(incidents));
            both.setArray(2, bigints(incidents));
            both.setArray(3, connection.createArrayOf("text", eventIds.toArray()));
            both.execute();
            Map<Long, Head> heads = heads(both.getResultSet());
            both.getMoreResults();
            return new Locked(heads, originals(both.getResultSet()));
        }
    }

    private java.sql.Array bigints(Set<Long> numbers) throws SQLException {
        return connection.createArrayOf("bigint", numbers.toArray());
    }

    private static Map<Long, Head> heads(ResultSet rows) throws SQLException {
        Map<Long, Head> heads = new HashMap<>();
        while (rows.next()) {
            long id = rows.getLong(1);
            Follow follow = Follow.byId(rows.getString(3)).orElseThrow();
            heads.put(id, new Head(id, "watching".equals(rows.getString(2)), follow, rows.getLong(4)));
        }
        return heads;
    }

    private static Map<Long, Map<String, Filing.Original>> originals(ResultSet rows) throws SQLException {
        Map<Long, Map<String, Filing.Original>> originals = new HashMap<>();
        while (rows.next()) {
            Lane lane = Lane.valueOf(rows.getString(4));
            Filing.Original original = new Filing.Original(rows.getLong(3), lane, rows.getBoolean(5));
            originals
                    .computeIfAbsent(rows.getLong(1), incident -> new HashMap<>())
                    .put(rows.getString(2), original);
        }
        return originals;
    }

    /** Saves how far the log has come, and has it announced with the commit; sent together as above. */
    void save(Head head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE + "; " + Announcements.SQL)) {
            long[] numbers = {
                head.seq(),
                head.addedInAll(),
                head.added(ActivityClass.READ),
                head.added(ActivityClass.WRITE),
                head.added(ActivityClass.IDENTITY),
                head.added(ActivityClass.TAMPER),
                head.added(Outcome.DENIED),
                head.added(Outcome.FAILED),
                head.added(Outcome.THROTTLED),
                head.addedDuplicates()
            };
            for (int i = 0; i < numbers.length; i++) {
                update.setLong(i + 1, numbers[i]);
            }
            update.setTimestamp(11, timestamp(head.newestEvent()));
            update.setTimestamp(12, timestamp(head.newestArrival()));
            update.setLong(13, head.incident());
            update.setString(14, Announcements.HEAD);
            update.setString(15, head.incident() + " " + head.seq());
            update.execute();
        }
    }

    private static Timestamp timestamp(Instant instant) {
        return EntryTables.timestamp(instant);
    }
}
