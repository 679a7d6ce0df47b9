package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

/** How late the calls of an incident arrive: arrival minus event time, over its newest rows of the live lanes. */
@ApplicationScoped
public class Freshness {

    private static final int ROWS = 500;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** @param p50 half of the calls arrive within it; both empty when no live lane delivered lately */
    public record Lag(Optional<Duration> p50, Optional<Duration> p95) {
        public static final Lag UNKNOWN = new Lag(Optional.empty(), Optional.empty());
    }

    private final AgroalDataSource database;
    private final Clock clock;

    Freshness(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Transactional
    public Lag lag(long incident) {
        String sql = "select percentile_cont(0.5) within group (order by lag), percentile_cont(0.95) within group"
                + " (order by lag) from (select extract(epoch from arrived_at - event_time) as lag from activity"
                + " where incident_id = ? and lane in ('CW', 'EB') and event_time is not null and arrived_at > ?"
                + " order by arrived_at desc limit ?) newest";
        Instant since = clock.instant().minus(WINDOW);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, incident);
            statement.setTimestamp(2, Timestamp.from(since));
            statement.setInt(3, ROWS);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1) == null ? Lag.UNKNOWN : new Lag(seconds(row, 1), seconds(row, 2));
            }
        } catch (SQLException e) {
            throw new Timeline.TimelineUnreadable(e);
        }
    }

    private static Optional<Duration> seconds(ResultSet row, int column) throws SQLException {
        return Optional.of(Duration.ofMillis(Math.max(0, Math.round(row.getDouble(column) * 1_000))));
    }
}
