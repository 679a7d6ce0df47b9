package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the outbox; on one connection inside one transaction. Reads only. */
final class OutboxReader {

    /** Each part by an index of its own: what was told long ago isn't looked at. */
    private static final String DEPTH = "select waiting.n, dead.n, withheld.n, dead.anchors, waiting.oldest from"
            + " (select count(*) as n, min(created_at) as oldest from outbox"
            + " where channel = ? and state in ('waiting', 'claimed')) as waiting,"
            + " (select count(*) as n, count(*) filter (where kind = 'anchor') as anchors from outbox"
            + " where channel = ? and state = 'dead') as dead,"
            + " (select count(*) as n from outbox where channel = ? and state = 'withheld') as withheld";

    /** Of incidents that aren't told to the end: how many entries, since when. */
    private static final String BEHIND = "select coalesce(sum(i.head - s.told_seq), 0), min(e.at)"
            + " from outbox_stream s join incident i on i.id = s.incident_id"
            + " left join entry e on e.incident_id = s.incident_id and e.seq = s.told_seq + 1"
            + " where s.channel = ? and i.head > s.told_seq";

    private static final String DEAD = "select id, channel, kind, target, incident_id, entry_seq, body, attempts,"
            + " coalesce(last_error, ''), created_at from outbox where state = 'dead' order by id desc limit ?";

    /**
     * One channel.
     *
     * @param waiting rows that aren't told yet
     * @param entries of logs that aren't told yet
     * @param deadAnchors of the dead letters those that are anchors of the audit
     */
    record Depth(
            String channel,
            long waiting,
            long entries,
            long dead,
            long deadAnchors,
            long withheld,
            Optional<Instant> oldest,
            Optional<PauseTable.Pause> pause) {}

    /** A dead letter as it is kept. */
    record Dead(
            long id,
            String channel,
            String kind,
            String target,
            Optional<Long> incident,
            Optional<Long> seq,
            String body,
            int attempts,
            String why,
            Instant since) {}

    private final Connection connection;

    OutboxReader(Connection connection) {
        this.connection = connection;
    }

    Depth depth(String channel) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(DEPTH);
                PreparedStatement logs = connection.prepareStatement(BEHIND)) {
            rows.setString(1, channel);
            rows.setString(2, channel);
            rows.setString(3, channel);
            logs.setString(1, channel);
            try (ResultSet row = rows.executeQuery();
                    ResultSet log = logs.executeQuery()) {
                row.next();
                log.next();
                return new Depth(
                        channel,
                        row.getLong(1),
                        log.getLong(1),
                        row.getLong(2),
                        row.getLong(4),
                        row.getLong(3),
                        earlier(row.getTimestamp(5), log.getTimestamp(2)),
                        new PauseTable(connection).of(channel));
            }
        }
    }

    private static Optional<Instant> earlier(Timestamp one, Timestamp other) {
        return java.util.stream.Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .map(Timestamp::toInstant)
                .min(Instant::compareTo);
    }

    List<Dead> dead(int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DEAD)) {
            statement.setInt(1, most);
            List<Dead> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(new Dead(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            Optional.ofNullable(row.getObject(5, Long.class)),
                            Optional.ofNullable(row.getObject(6, Long.class)),
                            row.getString(7),
                            row.getInt(8),
                            row.getString(9),
                            row.getTimestamp(10).toInstant()));
                }
            }
            return all;
        }
    }
}
