package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.lineage.Growth;
import io.stakeout.incident.lineage.Handover;
import io.stakeout.incident.lineage.LineageTable;
import io.stakeout.incident.lineage.Usage;
import io.stakeout.incident.lineage.UseTable;

/** The SQL of the entry log, on one connection inside one transaction. */
final class EntryTables {

    /** Times outside these years are nobody's event time; the record keeps them, the column stays empty. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final String ENTRY =
            "insert into entry (incident_id, seq, kind, at, actor, body) values (?,?,?,?,?,?)";

    private static final String CALL =
            "insert into activity (incident_id, event_id, seq, event_time, arrived_at, lane, class, outcome,"
                    + " event_source, event_name, access_key_id, principal_arn, source_ip, region, account, error_code,"
                    + " consequence, record, agent, session, identity_id, past)"
                    + " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private final Connection connection;

    EntryTables(Connection connection) {
        this.connection = connection;
    }

    /** What is to be decided on: with what the incident has of these events already. */
    Filing filing(Head head, Map<String, Filing.Original> originals) throws SQLException {
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

    /**
     * Appends one entry that is no call.
     *
     * @return its number
     */
    long insertEntry(Head head, EntryKind kind, Instant at, String actor, String body) throws SQLException {
        Rows entries = new Rows();
        long seq = head.next();
        entries.add(entry(head.incident(), seq, kind, at, actor, body));
        entries.write(connection, ENTRY);
        head.wrote(EntryLine.of(seq, kind.id(), 0, body));
        return seq;
    }

    /** Writes what a filing has numbered: entries first, since calls and amendments refer to theirs. */
    void insert(Head head, Filing filing) throws SQLException {
        Rows entries = new Rows();
        Rows calls = new Rows();
        for (Filing.Call call : filing.calls()) {
            Activity activity = call.activity();
            long identity = call.hit().identity();
            String body = ActivitySummary.json(activity, call.past());
            entries.add(entry(head.incident(), call.seq(), EntryKind.ACTIVITY, activity.arrivedAt(), null, body));
            head.wrote(EntryLine.of(call.seq(), EntryKind.ACTIVITY.id(), identity, body));
            calls.add(row -> {
                bindActivity(row, head.incident(), call.seq(), activity);
                bindIdentity(row, identity);
                row.setBoolean(22, call.past());
            });
        }
        for (Amendment amendment : filing.amendments()) {
            Instant at = amendment.brought().arrivedAt();
            String body = ActivitySummary.json(amendment);
            entries.add(entry(head.incident(), amendment.seq(), EntryKind.AMENDMENT, at, null, body));
            head.wrote(EntryLine.of(amendment.seq(), EntryKind.AMENDMENT.id(), 0, body));
        }
        entries.write(connection, ENTRY);
        calls.write(connection, CALL);
        new AmendmentTable(connection).insert(head.incident(), filing.amendments());
    }

    private static Rows.Row entry(long incident, long seq, EntryKind kind, Instant at, String actor, String body) {
        return row -> {
            row.setLong(1, incident);
            row.setLong(2, seq);
            row.setString(3, kind.id());
            row.setTimestamp(4, timestamp(at));
            row.setString(5, actor);
            row.setString(6, body);
        };
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

    static Timestamp timestamp(Instant instant) {
        boolean kept = instant != null && !instant.isBefore(EARLIEST) && instant.isBefore(LATEST);
        return kept ? Timestamp.from(instant) : null;
    }
}
