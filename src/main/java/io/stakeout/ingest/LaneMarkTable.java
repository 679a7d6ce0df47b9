package io.stakeout.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.Lane;

/** The SQL of {@link LaneMarks}, on one connection inside one transaction. */
final class LaneMarkTable {

    /** What a mark says of one place or of a whole lane, before it is judged. */
    record Mark(
            Lane lane,
            String account,
            String region,
            long events,
            Optional<Instant> newestEventTime,
            Instant newestArrivedAt,
            Optional<Duration> lagP50,
            Optional<Duration> lagP95) {}

    private final Connection connection;

    LaneMarkTable(Connection connection) {
        this.connection = connection;
    }

    /** Adds events, moves times forward, and takes the lags of whoever saw the newest arrival. */
    void add(List<Mark> news) throws SQLException {
        String sql = "insert into lane_mark as m (lane, account, region, events, newest_event_time, newest_arrived_at,"
                + " lag_p50_ms, lag_p95_ms) values (?,?,?,?,?,?,?,?) on conflict (lane, account, region) do update set"
                + " events = m.events + excluded.events,"
                + " newest_event_time = greatest(m.newest_event_time, excluded.newest_event_time),"
                + " lag_p50_ms = case when excluded.newest_arrived_at >= m.newest_arrived_at"
                + " then excluded.lag_p50_ms else m.lag_p50_ms end,"
                + " lag_p95_ms = case when excluded.newest_arrived_at >= m.newest_arrived_at"
                + " then excluded.lag_p95_ms else m.lag_p95_ms end,"
                + " newest_arrived_at = greatest(m.newest_arrived_at, excluded.newest_arrived_at)";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (Mark mark : news) {
                bind(upsert, mark);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void bind(PreparedStatement upsert, Mark mark) throws SQLException {
        upsert.setString(1, mark.lane().name());
        upsert.setString(2, Text.storable(mark.account()));
        upsert.setString(3, Text.storable(mark.region()));
        upsert.setLong(4, mark.events());
        upsert.setTimestamp(5, eventTime(mark));
        upsert.setTimestamp(6, Timestamp.from(mark.newestArrivedAt()));
        setMillis(upsert, 7, mark.lagP50());
        setMillis(upsert, 8, mark.lagP95());
    }

    /** No call is newer than its arrival: a forged time would stay the newest for ever. */
    private static Timestamp eventTime(Mark mark) {
        return mark.newestEventTime()
                .filter(time -> time.isAfter(Instant.EPOCH))
                .map(time -> time.isAfter(mark.newestArrivedAt()) ? mark.newestArrivedAt() : time)
                .map(Timestamp::from)
                .orElse(null);
    }

    private static void setMillis(PreparedStatement upsert, int index, Optional<Duration> lag) throws SQLException {
        if (lag.isPresent()) {
            upsert.setLong(index, lag.get().toMillis());
        } else {
            upsert.setNull(index, Types.BIGINT);
        }
    }

    /** By lane, account and region. */
    List<Mark> places() throws SQLException {
        return read("select lane, account, region, events, newest_event_time, newest_arrived_at, lag_p50_ms, lag_p95_ms"
                + " from lane_mark order by lane, account, region");
    }

    /** By lane, all its places together; the lags are those of the busiest place. */
    List<Mark> lanes() throws SQLException {
        return read("select lane, '', '', sum(events), max(newest_event_time), max(newest_arrived_at),"
                + " (array_agg(lag_p50_ms order by events desc))[1], (array_agg(lag_p95_ms order by events desc))[1]"
                + " from lane_mark group by lane order by lane");
    }

    private List<Mark> read(String sql) throws SQLException {
        List<Mark> marks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Optional<Lane> lane = lane(rows.getString(1));
                if (lane.isPresent()) {
                    marks.add(mark(lane.get(), rows));
                }
            }
        }
        return marks;
    }

    private static Mark mark(Lane lane, ResultSet row) throws SQLException {
        return new Mark(
                lane,
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                Optional.ofNullable(row.getTimestamp(5)).map(Timestamp::toInstant),
                row.getTimestamp(6).toInstant(),
                Optional.ofNullable(row.getObject(7, Long.class)).map(Duration::ofMillis),
                Optional.ofNullable(row.getObject(8, Long.class)).map(Duration::ofMillis));
    }

    /** A node of a newer release may know lanes that we don't. */
    private static Optional<Lane> lane(String name) {
        return Arrays.stream(Lane.values())
                .filter(lane -> lane.name().equals(name))
                .findFirst();
    }

    /** Removes what is older than {@code before}, and the oldest beyond {@code most} places. */
    void trim(Instant before, int most) throws SQLException {
        String sql = "delete from lane_mark where newest_arrived_at < ? or (lane, account, region) in"
                + " (select lane, account, region from lane_mark order by newest_arrived_at desc offset ?)";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setTimestamp(1, Timestamp.from(before));
            delete.setInt(2, most);
            delete.executeUpdate();
        }
    }
}
