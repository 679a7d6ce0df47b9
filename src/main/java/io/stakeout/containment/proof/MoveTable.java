package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL of counter-moves, on one connection inside one transaction. */
final class MoveTable {

    /** A move as it is kept. */
    record Line(
            String eventId,
            Optional<Instant> eventTime,
            Instant arrivedAt,
            String caller,
            String outcome,
            String text) {}

    /** Times outside these are nobody's event time. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final String COLUMNS =
            "select event_id, event_time, arrived_at, caller, outcome, text from counter_move where plan_id = ?";
    private static final int MOST = 50;

    private final Connection connection;

    MoveTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Once for each event, however often it comes. What somebody of the plan's lineage does is no call of ours: guardrails
     * keep us out of any lineage.
     *
     * @param key with which it was made
     * @return whether it is new
     */
    boolean insert(CounterMove move, Instant arrivedAt, Optional<String> key) throws SQLException {
        String sql = "insert into counter_move (plan_id, event_id, event_time, arrived_at, request_id, caller, call,"
                + " outcome, text, ours) values (?,?,?,?,?,?,?,?,?,"
                + " case when exists (select 1 from plan p join identity i on i.incident_id = p.incident_id"
                + " where p.id = ? and i.kind = 'access-key' and i.value = ?) then false end) on conflict (plan_id, event_id) do nothing";
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            row.setLong(1, move.plan());
            row.setString(2, move.eventId());
            row.setTimestamp(3, Sql.timestamp(move.eventTime().filter(MoveTable::possible)));
            row.setTimestamp(4, Timestamp.from(arrivedAt));
            row.setString(5, move.requestId().orElse(null));
            row.setString(6, move.caller());
            row.setString(7, move.call());
            row.setString(8, move.outcome().id());
            row.setString(9, move.text());
            row.setLong(10, move.plan());
            row.setString(11, key.orElse(null));
            return row.executeUpdate() == 1;
        }
    }

    private static boolean possible(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /**
     * Decides which moves that arrived before a moment are our own calls: by the ids that AWS gave our requests, of
     * whichever plan. By that moment whoever made a call has written its id down.
     */
    void decide(long plan, Instant arrivedBefore) throws SQLException {
        String sql = "update counter_move m set ours = m.request_id is not null and exists (select 1 from plan_step s"
                + " where s.request_ids @> array[m.request_id])"
                + " where m.plan_id = ? and m.ours is null and m.arrived_at < ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, plan);
            update.setTimestamp(2, Timestamp.from(arrivedBefore));
            update.executeUpdate();
        }
    }

    /** Those that took effect, aren't ours and were made at a moment or after it; oldest first. */
    List<Line> effective(long plan, Instant from) throws SQLException {
        String sql = COLUMNS + " and outcome = 'ok' and ours = false and coalesce(event_time, arrived_at) >= ?"
                + " order by arrived_at, event_id limit " + MOST;
        return lines(plan, from, sql);
    }

    /** Those that aren't ours, attempts included, newest first. */
    List<Line> of(long plan, Instant from) throws SQLException {
        String sql = COLUMNS + " and ours = false and coalesce(event_time, arrived_at) >= ?"
                + " order by arrived_at desc, event_id limit " + MOST;
        return lines(plan, from, sql);
    }

    private List<Line> lines(long plan, Instant from, String sql) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, plan);
            query.setTimestamp(2, Timestamp.from(from));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(new Line(
                            rows.getString(1),
                            Sql.time(rows, 2),
                            rows.getTimestamp(3).toInstant(),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6)));
                }
            }
        }
        return lines;
    }
}
