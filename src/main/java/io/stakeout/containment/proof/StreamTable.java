package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.stakeout.cloudtrail.Text;
import io.stakeout.containment.plan.Level;

/** The SQL of what the stream says of those who were cut, on one connection inside one transaction. */
final class StreamTable {

    /** Refused before any policy was looked at: it proves no access. Error codes of AWS's "Common errors". */
    private static final String UNAUTHENTICATED = "('InvalidClientTokenId', 'ExpiredToken', 'ExpiredTokenException',"
            + " 'SignatureDoesNotMatch', 'UnrecognizedClientException', 'AuthFailure', 'InvalidAccessKeyId')";

    private static final String REFUSED =
            "(outcome = 'denied' or outcome = 'failed' and coalesce(error_code, '') in " + UNAUTHENTICATED + ")";

    /**
     * A failed call was allowed, and then something else was wrong with it. A throttled one wasn't looked at. No policy
     * denies GetCallerIdentity, so it proves nothing.
     */
    private static final String ALLOWED = "(outcome in ('ok', 'failed') and not " + REFUSED
            + " and not (event_source = 'sts.amazonaws.com' and event_name = 'GetCallerIdentity'))";

    /** A clip leaves everything else alone, signing in included. */
    private static final String CLIPPED =
            "(class in ('identity', 'tamper') and event_source <> 'signin.amazonaws.com')";

    /** What was brought by hand or looked up is no arrival, unless a lane has brought it too. */
    private static final String ARRIVED = "(a.lane not in ('IMPORT', 'BACKFILL') or exists (select 1 from amendment m"
            + " where m.incident_id = a.incident_id and m.of_seq = a.seq and m.what = 'arrival'))";

    private static final int MOST_SESSIONS = 3;
    private static final int LONGEST = 300;

    private final Connection connection;

    StreamTable(Connection connection) {
        this.connection = connection;
    }

    /** @param start from when on none may succeed */
    Calls calls(Case cut, Instant start) throws SQLException {
        String allowed = cut.level() == Level.CLIP ? ALLOWED + " and " + CLIPPED : ALLOWED;
        String sql = "select count(*) filter (where " + allowed + " and event_time > ?), count(*) filter (where "
                + REFUSED + "), count(*) filter (where " + allowed + " and event_time <= ?),"
                + " max(event_time) filter (where " + allowed + " and event_time > ?), max(event_time)"
                + " from activity a where incident_id = ? and identity_id = any(?) and event_time > ?"
                + " and not consequence and " + ARRIVED;
        Timestamp from = Timestamp.from(start);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, from);
            query.setTimestamp(2, from);
            query.setTimestamp(3, from);
            query.setLong(4, cut.incident());
            Sql.ids(connection, query, 5, cut.identities());
            query.setTimestamp(6, Timestamp.from(cut.cutOff()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Calls(row.getLong(1), row.getLong(2), row.getLong(3), Sql.time(row, 4), Sql.time(row, 5));
            }
        }
    }

    /**
     * What the lineage was handed after the cut. An instance or function is handed the same session again and again by
     * its service, under the name that was cut: that is no new one.
     */
    List<String> sessions(Case cut, Instant start) throws SQLException {
        String sql = "select t.label, s.how, s.event_time from issuance s join identity t on t.id = s.to_id"
                + " join identity f on f.id = s.from_id where s.incident_id = ? and s.from_id = any(?)"
                + " and s.event_time > ? and s.certainty <> 'possible'"
                + " and not (f.kind in ('instance', 'function') and s.to_id = any(?))"
                + " order by s.event_time limit " + MOST_SESSIONS;
        List<String> sessions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, cut.incident());
            Sql.ids(connection, query, 2, cut.identities());
            query.setTimestamp(3, Timestamp.from(start));
            Sql.ids(connection, query, 4, cut.identities());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sessions.add(Text.shown(rows.getString(1), LONGEST) + " was handed out by " + rows.getString(2)
                            + " at " + rows.getTimestamp(3).toInstant() + ", after the cut.");
                }
            }
        }
        return sessions;
    }

    /** Calls on our own pipeline that took effect, oldest first. */
    List<String> tampering(Instant since) throws SQLException {
        String sql = "select text from pipeline_alarm where outcome = 'ok' and coalesce(event_time, at) > ?"
                + " order by at limit 3";
        List<String> texts = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, Timestamp.from(since));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
