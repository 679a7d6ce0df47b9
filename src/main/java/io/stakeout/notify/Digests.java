package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.incident.Counters;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.Timeline;
import io.stakeout.notify.news.Room;

/** Gathers what a digest tells from the log itself, in the caller's transaction. */
@ApplicationScoped
class Digests {

    private static final String COUNTS = "select count(*), count(*) filter (where class = 'read'),"
            + " count(*) filter (where class = 'write'), count(*) filter (where class = 'identity'),"
            + " count(*) filter (where class = 'tamper'), count(*) filter (where outcome = 'denied'),"
            + " count(*) filter (where outcome = 'failed'), count(*) filter (where outcome = 'throttled'),"
            + " count(*) filter (where past), max(event_time)"
            + " from activity where incident_id = ? and seq > ? and seq <= ?";

    private static final String TOTALS = "select total, reads, writes, identities, tampers, denied, failed, throttled,"
            + " duplicates from incident where id = ?";

    private record Counted(Counts counts, Optional<Instant> newest) {}

    private final Timeline timeline;

    Digests(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Entries {@code after + 1} to {@code upto}. */
    Digest digest(
            Connection connection,
            StreamTerms terms,
            Room room,
            long after,
            long upto,
            int attempt,
            Optional<String> last)
            throws SQLException {
        Counted counted = counted(connection, room.id(), after, upto);
        List<EntryLine> entries = terms.whole()
                ? timeline.after(room.id(), after, (int) (upto - after))
                : timeline.telling(room.id(), after, upto, terms.most());
        return new Digest(
                terms.whole() ? room.id() + ":" + after + "-" + upto : room.id() + ":" + after,
                room,
                after,
                upto,
                counted.counts(),
                totals(connection, room.id()),
                entries,
                counted.newest(),
                attempt,
                last);
    }

    private static Counted counted(Connection connection, long incident, long after, long upto) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
            statement.setLong(1, incident);
            statement.setLong(2, after);
            statement.setLong(3, upto);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Counts counts = new Counts(
                        upto - after,
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9));
                return new Counted(
                        counts, Optional.ofNullable(row.getTimestamp(10)).map(Timestamp::toInstant));
            }
        }
    }

    private static Counters totals(Connection connection, long incident) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setLong(1, incident);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Counters(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9));
            }
        }
    }
}
