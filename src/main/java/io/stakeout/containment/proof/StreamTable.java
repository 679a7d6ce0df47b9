package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.cloudtrail.Text;
import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Level;

/** The SQL of what the stream says of those who were cut, on one connection inside one transaction. */
final class StreamTable {

    private static final int LEFT_OUT = Cover.LEFT_OUT.ordinal();
    private static final int SIGN_INS = Cover.SIGN_INS.ordinal();
    private static final int USER = Cover.USER.ordinal();

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

    /** No policy refuses it to a user with a key: what it hands out is denied as the user is. */
    private static final String UNSTOPPABLE = "(c.cover = " + USER
            + " and event_source = 'sts.amazonaws.com' and event_name = 'GetSessionToken'"
            + " and coalesce(left(a.access_key_id, 4), '') = 'AKIA')";

    /**
     * Whether a step should have stopped the call, by {@link Cover}. Long-term keys have ids of their own (IAM User Guide,
     * "IAM identifiers"); AWS writes them and the time of a session's issue, nobody else. What isn't known counts.
     */
    private static final String COVERED = "(case c.cover when " + Cover.ALL.ordinal() + " then true when " + USER
            + " then not " + UNSTOPPABLE + " when " + Cover.SESSIONS.ordinal()
            + " then left(coalesce(a.access_key_id, ''), 4) <> 'AKIA' when " + SIGN_INS
            + " then a.access_key_id is null or left(a.access_key_id, 4) <> 'AKIA'"
            + " and coalesce(substring(a.session from ' ([^ ]+)$') collate \"C\" >= ?, true) else false end)";

    private static final String OF_THE_LINEAGE = " from activity a join unnest(?::bigint[], ?::int[]) as c(id, cover)"
            + " on c.id = a.identity_id where a.incident_id = ? and event_time > ? and not consequence and " + ARRIVED;

    private static final int MOST_SESSIONS = 3;
    private static final int MOST_NAMED = 5;
    private static final int LONGEST = 300;

    private final Connection connection;

    StreamTable(Connection connection) {
        this.connection = connection;
    }

    /** @param start from when on none may succeed */
    Calls calls(Case cut, Instant start) throws SQLException {
        String sql = "select count(*) filter (where against and event_time > ?), count(*) filter (where refused),"
                + " count(*) filter (where against and event_time <= ?), max(event_time) filter (where against and"
                + " event_time > ?), max(event_time) from (select event_time, " + against(cut) + " as against, "
                + REFUSED
                + " and " + COVERED + " as refused, c.cover <> " + SIGN_INS + " or " + COVERED + " as ours"
                + OF_THE_LINEAGE
                + ") call where ours";
        Timestamp from = Timestamp.from(start);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, from);
            query.setTimestamp(2, from);
            query.setTimestamp(3, from);
            query.setString(4, issued(cut));
            query.setString(5, issued(cut));
            query.setString(6, issued(cut));
            ofTheLineage(query, 7, cut, cut.cutOff());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Calls(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        Sql.time(row, 4),
                        Sql.time(row, 5),
                        leftOpen(cut, start));
            }
        }
    }

    /** A clip leaves most calls alone. */
    private static String against(Case cut) {
        return ALLOWED + " and " + COVERED + (cut.level() == Level.CLIP ? " and " + CLIPPED : "");
    }

    /** As {@code creationDate} of a session is written, to the second. */
    private static String issued(Case cut) {
        return cut.cutOff().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void ofTheLineage(PreparedStatement query, int index, Case cut, Instant since) throws SQLException {
        Sql.covers(connection, query, index, cut.covers());
        query.setLong(index + 2, cut.incident());
        query.setTimestamp(index + 3, Timestamp.from(since));
    }

    /** What somebody who isn't in the plan does with keys of their own is nobody's door. */
    private LeftOpen leftOpen(Case cut, Instant start) throws SQLException {
        String sql = "select i.id, i.label, count(*), max(event_time) from (select a.identity_id, event_time, "
                + ALLOWED + " and not (" + against(cut) + ") and not " + UNSTOPPABLE + " and c.cover <> "
                + SIGN_INS + " as left_open" + OF_THE_LINEAGE + ") call join identity i on i.id = identity_id"
                + " where left_open group by i.id, i.label order by 3 desc, 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, issued(cut));
            ofTheLineage(query, 2, cut, start);
            List<LeftOpen.By> by = new ArrayList<>();
            Optional<Instant> last = Optional.empty();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String label = Text.shown(rows.getString(2), LONGEST);
                    by.add(new LeftOpen.By(Long.toString(rows.getLong(1)), label, rows.getLong(3)));
                    last = newer(last, Sql.time(rows, 4));
                }
            }
            long calls = by.stream().mapToLong(LeftOpen.By::calls).sum();
            int named = Math.min(MOST_NAMED, by.size());
            return new LeftOpen(calls, last, by.subList(0, named), by.size() - named);
        }
    }

    private static Optional<Instant> newer(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /**
     * What the lineage was handed after the cut. An instance or function is handed the same session again and again by
     * its service, under the name that was cut: that is no new one, and its calls count. What a denied user gets by
     * GetSessionToken is denied as the user is; under a clip so is its console. What somebody who was left out is handed is left out, too.
     *
     * @param whole the same cut with those who joined since it was drafted
     */
    List<String> sessions(Case cut, Case whole, Instant start) throws SQLException {
        String sql = "select t.label, s.how, s.event_time from issuance s join identity t on t.id = s.to_id"
                + " join identity f on f.id = s.from_id join unnest(?::bigint[], ?::int[]) as c(id, cover)"
                + " on c.id = s.from_id where s.incident_id = ? and s.event_time > ? and s.certainty <> 'possible'"
                + " and not (f.kind in ('instance', 'function') and (s.how = 'instance role' or s.to_id = any(?)))"
                + " and c.cover <> " + LEFT_OUT + " and (c.cover <> " + SIGN_INS + " or s.how = 'ConsoleLogin')"
                + " and not (c.cover = " + USER + " and s.how = any(?))"
                + " order by s.event_time limit " + MOST_SESSIONS;
        List<String> sessions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            ofTheLineage(query, 1, whole, start);
            Sql.ids(connection, query, 5, cut.covers().keySet());
            Object[] harmless = cut.level() == Level.CLIP
                    ? new String[] {"GetSessionToken", "ConsoleLogin"}
                    : new String[] {"GetSessionToken"};
            query.setArray(6, connection.createArrayOf("text", harmless));
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
