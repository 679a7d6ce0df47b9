package io.stakeout.incident.lineage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Text;

/** The SQL of how identities are used, on one connection inside one transaction that holds the incident's lock. */
public final class UseTable {

    /** Values of one kind of one identity that are kept apart. */
    private static final int MOST_VALUES = 200;

    /** Addresses of one session that are told. */
    static final int MOST_ADDRESSES = 20;

    static final String OTHERS = "…";

    private final Connection connection;

    public UseTable(Connection connection) {
        this.connection = connection;
    }

    /** Adds to what is counted; beyond the bound to one value for all others. */
    void add(long incident, Map<Usage.Of, Usage.Count> counts) throws SQLException {
        if (counts.isEmpty()) {
            return;
        }
        String sql =
                "insert into identity_use as u (incident_id, identity_id, kind, value, calls, consequences, denied,"
                        + " first_seen, last_seen) select ?, ?, ?, case when exists (select 1 from identity_use k"
                        + " where k.incident_id = ? and k.identity_id = ? and k.kind = ? and k.value = ?)"
                        + " or (select count(*) from identity_use k where k.incident_id = ? and k.identity_id = ? and k.kind = ?)"
                        + " < ? then ? else ? end, ?, ?, ?, cast(? as timestamptz), cast(? as timestamptz)"
                        + " on conflict (incident_id, identity_id, kind, value) do update set calls = u.calls + excluded.calls,"
                        + " consequences = u.consequences + excluded.consequences, denied = u.denied + excluded.denied,"
                        + " first_seen = least(u.first_seen, excluded.first_seen),"
                        + " last_seen = greatest(u.last_seen, excluded.last_seen)";
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            for (Map.Entry<Usage.Of, Usage.Count> entry : counts.entrySet()) {
                bind(row, incident, entry.getKey(), entry.getValue());
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static void bind(PreparedStatement row, long incident, Usage.Of of, Usage.Count count) throws SQLException {
        Object[] values = {
            incident,
            of.identity(),
            of.kind(),
            incident,
            of.identity(),
            of.kind(),
            of.value(),
            incident,
            of.identity(),
            of.kind(),
            MOST_VALUES,
            of.value(),
            OTHERS,
            count.calls(),
            count.consequences(),
            count.denied(),
            timestamp(count.first()),
            timestamp(count.last())
        };
        for (int i = 0; i < values.length; i++) {
            row.setObject(i + 1, values[i]);
        }
    }

    /** From where a session was used, in the order of the calls. */
    List<String> addresses(long incident, String session) throws SQLException {
        List<String> addresses = new ArrayList<>();
        String sql = "select address from session_address where incident_id = ? and session = ? order by event_time";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setString(2, session);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    addresses.add(rows.getString(1));
                }
            }
        }
        return addresses;
    }

    /** Notes from where a session was used; an address that is not among those known. */
    void from(long incident, String session, String address, CloudTrailRecord record) throws SQLException {
        String sql = "insert into session_address (incident_id, session, address, event_id, event_time)"
                + " values (?,?,?,?,?)";
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            row.setLong(1, incident);
            row.setString(2, session);
            row.setString(3, address);
            row.setString(4, Text.storable(record.eventId()));
            row.setTimestamp(5, timestamp(record.eventTime().orElse(null)));
            row.executeUpdate();
        }
    }

    /**
     * Notes that an identity may be looking for us.
     *
     * @return whether that is new
     */
    boolean looking(long incident, long identity, Optional<Instant> time) throws SQLException {
        String sql = "update identity i set looking_since = coalesce(?, i.joined_at) from identity old"
                + " where i.incident_id = ? and i.id = ? and old.id = i.id"
                + " and (i.looking_since is null or ? < i.looking_since) returning old.looking_since is null";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            Timestamp at = timestamp(time.orElse(null));
            update.setTimestamp(1, at);
            update.setLong(2, incident);
            update.setLong(3, identity);
            update.setTimestamp(4, at);
            try (ResultSet result = update.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Counts anew from the recorded calls, when some of them turned out to be another identity's. */
    void countAnew(long incident, List<Long> identities) throws SQLException {
        Object[] ids = identities.toArray();
        try (PreparedStatement gone = connection.prepareStatement(
                "delete from identity_use where incident_id = ? and identity_id = any(?)")) {
            gone.setLong(1, incident);
            gone.setArray(2, connection.createArrayOf("bigint", ids));
            gone.executeUpdate();
        }
        String sql = "insert into identity_use (incident_id, identity_id, kind, value, calls, consequences, denied,"
                + " first_seen, last_seen) select incident_id, identity_id, kind, case when rank <= ? then value else ?"
                + " end, sum(calls), sum(consequences), sum(denied), min(first_seen), max(last_seen) from ("
                + " select a.incident_id, a.identity_id, v.kind, v.value, count(*) as calls,"
                + " count(*) filter (where a.consequence) as consequences,"
                + " count(*) filter (where a.outcome = 'denied') as denied,"
                + " min(a.event_time) as first_seen, max(a.event_time) as last_seen,"
                + " row_number() over (partition by a.identity_id, v.kind order by min(a.seq)) as rank"
                + " from activity a cross join lateral (values ('call', ''), ('address', left(a.source_ip, 256)),"
                + " ('agent', a.agent), ('region', a.region), ('key', a.access_key_id)) v(kind, value)"
                + " where a.incident_id = ? and a.identity_id = any(?) and v.value is not null"
                + " group by a.incident_id, a.identity_id, v.kind, v.value) used"
                + " group by incident_id, identity_id, kind, 4";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, MOST_VALUES);
            insert.setString(2, OTHERS);
            insert.setLong(3, incident);
            insert.setArray(4, connection.createArrayOf("bigint", ids));
            insert.executeUpdate();
        }
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
