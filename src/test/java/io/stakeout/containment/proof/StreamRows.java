package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.agroal.api.AgroalDataSource;

/** Writes what a stream would have brought into an incident, for tests on a real database. For one thread. */
final class StreamRows {

    /** A recorded call; {@code key}, {@code session} and {@code identity} may be null. */
    record Call(
            long identity,
            String name,
            String outcome,
            Instant at,
            String by,
            String key,
            String session,
            String what) {}

    private final AgroalDataSource database;
    private final long incident;
    private final String account;
    private int seq = 1_000;
    private int events;

    StreamRows(AgroalDataSource database, long incident, String account) {
        this.database = database;
        this.incident = incident;
        this.account = account;
    }

    void call(Call call, Instant arrivedAt) {
        seq++;
        sql("insert into entry (incident_id, seq, kind, at, body) values (" + incident + ", " + seq
                + ", 'activity', now(), '{}')");
        boolean sts = call.name().startsWith("Get") && call.name().matches(".*(Identity|Token)");
        String source = call.name().equals("ConsoleLogin") ? "signin" : sts ? "sts" : "iam";
        sql("insert into activity (incident_id, event_id, seq, event_time, arrived_at, lane, class, outcome,"
                + " event_source, event_name, region, account, consequence, record, identity_id, access_key_id, session)"
                + " values (" + incident + ", 'e" + seq + "', " + seq + ", '"
                + call.at().truncatedTo(ChronoUnit.SECONDS)
                + "', '" + arrivedAt + "', '" + call.by() + "', '" + call.what() + "', '" + call.outcome() + "', '"
                + source + ".amazonaws.com', '" + call.name() + "', 'r', '" + account + "', false, '', "
                + call.identity() + ", " + text(call.key()) + ", " + text(call.session()) + ")");
    }

    private static String text(String value) {
        return value == null ? "null" : "'" + value + "'";
    }

    /** The lane brings so many more events, the newest of that time. */
    void bring(String by, int more, Instant newest) {
        if (more > 0) {
            events += more;
            sql("insert into lane_mark (lane, account, region, events, newest_event_time, newest_arrived_at) values ('"
                    + by + "', '" + account + "', 'r', " + events + ", '" + newest + "', '" + newest
                    + "') on conflict (lane, account, region) do update set events = excluded.events,"
                    + " newest_event_time = excluded.newest_event_time");
        }
    }

    void clear() {
        sql("delete from lane_mark where account = '" + account + "'");
    }

    long plan() {
        return number(
                "insert into plan (incident_id, level, state, hash, drafted_by, drafted_at, reason, draft) values ("
                        + incident + ", 'L3', 'executed', 'h', 'x', now(), 'r', '{}') returning id");
    }

    long number(String query) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    void sql(String statement) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
