package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;

/** Puts rows into the outbox, on one connection inside the transaction of what they tell. */
final class OutboxTable {

    /** So many lines of one incident wait at most where a digest tells them too. */
    static final int MOST_LINES = 50;

    private static final String ROW =
            "insert into outbox (channel, target, key, kind, priority, incident_id, entry_seq,"
                    + " body, every_ms, state, due_at, created_at) select ?,?,?,?,?,?,?,?,?,?,?,?";

    private static final String NOT_CROWDED = " where (select count(*) from (select 1 from outbox where channel = ?"
            + " and incident_id = ? and target = ? and priority = 1 and state = 'waiting' limit " + MOST_LINES
            + ") as lines) < " + MOST_LINES;

    private static final String ONCE = " on conflict (channel, target, key) do nothing";

    /** Whoever delivers the body before keeps the claim, and finds that there is another one when he settles. */
    private static final String REPLACE = " on conflict (channel, target, key) do update set kind = excluded.kind,"
            + " entry_seq = excluded.entry_seq, body = excluded.body, every_ms = excluded.every_ms,"
            + " version = outbox.version + 1, attempts = 0,"
            + " state = case when outbox.state = 'claimed' and excluded.state = 'waiting' then 'claimed'"
            + " else excluded.state end,"
            + " due_at = case when outbox.state = 'waiting' then outbox.due_at else greatest(excluded.due_at,"
            + " outbox.delivered_at + excluded.every_ms * interval '1 millisecond') end";

    private final Connection connection;

    OutboxTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Puts a row in, or the new body into the row of the same key.
     *
     * @param withheld keeps only that there was something to tell
     * @return whether there is something to deliver that wasn't there
     */
    boolean put(Channel channel, News news, Draft draft, boolean withheld, Instant now) throws SQLException {
        boolean foldable = draft.priority() == Priority.IMMEDIATE
                && !draft.replaces()
                && news.of().isPresent()
                && channel.stream().filter(terms -> !terms.whole()).isPresent();
        String sql = ROW + (foldable ? NOT_CROWDED : "") + (draft.replaces() ? REPLACE : ONCE);
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            bind(row, channel, news, draft);
            row.setString(8, withheld ? "{}" : NotifyJson.write(draft.body()));
            row.setLong(9, draft.every().toMillis());
            row.setString(10, withheld ? "withheld" : "waiting");
            row.setTimestamp(11, Timestamp.from(now));
            row.setTimestamp(12, Timestamp.from(now));
            if (foldable) {
                row.setString(13, channel.name());
                row.setLong(14, news.of().map(Room::id).orElseThrow());
                row.setString(15, draft.target());
            }
            return row.executeUpdate() > 0 && !withheld;
        }
    }

    private static void bind(PreparedStatement row, Channel channel, News news, Draft draft) throws SQLException {
        row.setString(1, channel.name());
        row.setString(2, draft.target());
        row.setString(3, draft.key());
        row.setString(4, news.kind().id());
        row.setInt(5, draft.priority().number());
        row.setObject(6, news.of().map(Room::id).orElse(null), java.sql.Types.BIGINT);
        row.setObject(7, news.seq().orElse(null), java.sql.Types.BIGINT);
    }
}
