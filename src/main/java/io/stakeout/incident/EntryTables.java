package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.stakeout.cloudtrail.ActivityClass;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.lineage.Growth;
import io.stakeout.incident.lineage.Handover;
import io.stakeout.incident.lineage.LineageTable;
import io.stakeout.incident.lineage.NewIdentity;
import io.stakeout.incident.lineage.Usage;
import io.stakeout.incident.lineage.UseTable;
import io.stakeout.watch.Follow;

/** The SQL of the entry log, on one connection inside one transaction. */
final class EntryTables {

    /** Times outside these years are nobody's event time; the record keeps them, the column stays empty. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Connection connection;

    EntryTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Locks the incidents' rows in id order until the transaction ends. The weaker lock keeps out every other writer all
     * the same; the stronger one would also wait for foreign keys, and two people who add suspects at the same moment
     * would wait for each other's.
     */
    Map<Long, Head> lock(Set<Long> incidents) throws SQLException {
        String sql = "select id, state, follow, head from incident where id = any(?) order by id for no key update";
        Map<Long, Head> heads = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", incidents.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long id = rows.getLong(1);
                    Follow follow = Follow.byId(rows.getString(3)).orElseThrow();
                    heads.put(id, new Head(id, "watching".equals(rows.getString(2)), follow, rows.getLong(4)));
                }
            }
        }
        return heads;
    }

    /** What is to be decided on: with what the incident has of these events already. */
    Filing filing(Head head, List<Matched> wanted) throws SQLException {
        Map<String, Filing.Original> originals = originals(head.incident(), Filing.asked(wanted));
        return new Filing(head, originals, new AmendmentTable(connection).of(head.incident(), originals.values()));
    }

    /** For what the calls of this transaction hand out. */
    Growth growth(Head head, Instant now) {
        return new Growth(new LineageTable(connection), head.incident(), head.follow(), now);
    }

    /** Gives calls to those whose they turned out to be. */
    void retake(long incident, List<Filing.Call> calls) throws SQLException {
        Map<Long, List<Long>> byIdentity = new TreeMap<>();
        calls.stream()
                .filter(call -> call.hit().identity() != 0)
                .forEach(call -> byIdentity
                        .computeIfAbsent(call.hit().identity(), id -> new ArrayList<>())
                        .add(call.seq()));
        for (Map.Entry<Long, List<Long>> taken : byIdentity.entrySet()) {
            new Handover(connection, incident, taken.getKey()).recorded(taken.getValue());
        }
    }

    /** For how these calls say that identities are used. */
    Usage usage(Head head) {
        return new Usage(new UseTable(connection), head.incident());
    }

    private Map<String, Filing.Original> originals(long incident, Set<String> eventIds) throws SQLException {
        String sql = "select a.event_id, a.seq, a.lane, i.id is null or i.kind = '" + NewIdentity.ADDRESS + "'"
                + " from activity a left join identity i on i.id = a.identity_id"
                + " where a.incident_id = ? and a.event_id = any(?)";
        Map<String, Filing.Original> originals = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, incident);
            statement.setArray(2, connection.createArrayOf("text", eventIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Lane lane = Lane.valueOf(rows.getString(3));
                    originals.put(rows.getString(1), new Filing.Original(rows.getLong(2), lane, rows.getBoolean(4)));
                }
            }
        }
        return originals;
    }

    void insertEntry(long incident, long seq, EntryKind kind, Instant at, String actor, String body)
            throws SQLException {
        try (PreparedStatement statement = prepareEntry()) {
            bindEntry(statement, incident, seq, kind, at, actor, body);
            statement.executeUpdate();
        }
    }

    /** Writes what a filing has numbered: entries first, since calls and amendments refer to theirs. */
    void insert(long incident, Filing filing) throws SQLException {
        if (filing.calls().isEmpty() && filing.amendments().isEmpty()) {
            return;
        }
        insertEntries(incident, filing);
        insertCalls(incident, filing.calls());
        new AmendmentTable(connection).insert(incident, filing.amendments());
    }

    private void insertEntries(long incident, Filing filing) throws SQLException {
        try (PreparedStatement entries = prepareEntry()) {
            for (Filing.Call call : filing.calls()) {
                Instant at = call.activity().arrivedAt();
                String body = ActivitySummary.json(call.activity());
                bindEntry(entries, incident, call.seq(), EntryKind.ACTIVITY, at, null, body);
                entries.addBatch();
            }
            for (Amendment amendment : filing.amendments()) {
                Instant at = amendment.brought().arrivedAt();
                String body = ActivitySummary.json(amendment);
                bindEntry(entries, incident, amendment.seq(), EntryKind.AMENDMENT, at, null, body);
                entries.addBatch();
            }
            entries.executeBatch();
        }
    }

    private void insertCalls(long incident, List<Filing.Call> calls) throws SQLException {
        String sql = "insert into activity (incident_id, event_id, seq, event_time, arrived_at, lane, class, outcome,"
                + " event_source, event_name, access_key_id, principal_arn, source_ip, region, account, error_code,"
                + " consequence, record, agent, session, identity_id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
        try (PreparedStatement activities = connection.prepareStatement(sql)) {
            for (Filing.Call call : calls) {
                bindActivity(activities, incident, call.seq(), call.activity());
                bindIdentity(activities, call.hit().identity());
                activities.addBatch();
            }
            activities.executeBatch();
        }
    }

    void saveHead(Head head, Instant now) throws SQLException {
        String sql = "update incident set head = ?, total = total + ?, reads = reads + ?, writes = writes + ?,"
                + " identities = identities + ?, tampers = tampers + ?, denied = denied + ?, failed = failed + ?,"
                + " throttled = throttled + ?, duplicates = duplicates + ?,"
                + " newest_event_time = greatest(newest_event_time, ?),"
                + " newest_arrived_at = greatest(newest_arrived_at, ?) where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
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
            update.setTimestamp(numbers.length + 1, timestamp(head.newestEvent()));
            update.setTimestamp(numbers.length + 2, timestamp(head.newestArrival()));
            update.setLong(numbers.length + 3, head.incident());
            update.executeUpdate();
        }
        Announcements.announce(connection, Announcements.HEAD, head.incident() + " " + head.seq());
    }

    private PreparedStatement prepareEntry() throws SQLException {
        return connection.prepareStatement(
                "insert into entry (incident_id, seq, kind, at, actor, body) values (?,?,?,?,?,?)");
    }

    private static void bindEntry(
            PreparedStatement entry, long incident, long seq, EntryKind kind, Instant at, String actor, String body)
            throws SQLException {
        entry.setLong(1, incident);
        entry.setLong(2, seq);
        entry.setString(3, kind.id());
        entry.setTimestamp(4, timestamp(at));
        entry.setString(5, actor);
        entry.setString(6, body);
    }

    private static void bindActivity(PreparedStatement row, long incident, long seq, Activity activity)
            throws SQLException {
        CloudTrailRecord record = activity.record();
        row.setLong(1, incident);
        row.setString(2, Text.storable(activity.eventId()));
        row.setLong(3, seq);
        row.setTimestamp(4, timestamp(record.eventTime().orElse(null)));
        row.setTimestamp(5, timestamp(activity.arrivedAt()));
        row.setString(6, activity.lane().name());
        row.setString(7, activity.classification().activityClass().id());
        row.setString(8, activity.classification().outcome().id());
        row.setString(9, column(record.eventSource()));
        row.setString(10, column(record.eventName()));
        row.setString(11, column(record.principal().accessKeyId()));
        row.setString(12, column(record.principal().arn()));
        row.setString(13, column(record.sourceIp()));
        row.setString(14, column(record.region()));
        row.setString(15, column(record.account()));
        row.setString(16, column(record.errorCode()));
        row.setBoolean(17, record.principal().consequence());
        row.setBytes(18, StoredRecord.of(record));
        row.setString(19, Usage.agent(record).orElse(null));
        row.setString(20, column(record.principal().consoleSession()));
    }

    private static void bindIdentity(PreparedStatement row, long identity) throws SQLException {
        if (identity == 0) {
            row.setNull(21, Types.BIGINT);
        } else {
            row.setLong(21, identity);
        }
    }

    private static String column(Optional<String> text) {
        return text.map(EntryTables::column).orElse(null);
    }

    private static String column(String text) {
        return Text.storable(text.length() <= 2_048 ? text : text.substring(0, 2_048));
    }

    private static Timestamp timestamp(Instant instant) {
        boolean kept = instant != null && !instant.isBefore(EARLIEST) && instant.isBefore(LATEST);
        return kept ? Timestamp.from(instant) : null;
    }
}
