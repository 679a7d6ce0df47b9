package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.agroal.api.AgroalDataSource;

/** Containments of which somebody has to be reminded, in the caller's transaction. */
record Due(AgroalDataSource database) {

    /** Plans in force that run out before then, and of which nobody was reminded yet. */
    List<Long> plans(Instant until) {
        String sql = "select distinct plan_id from containment where ended_at is null and reminded_at is null"
                + " and expires_at < ? order by 1";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, Timestamp.from(until));
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("what is in force can't be read", e);
        }
    }

    /**
     * Writes down that somebody was reminded of a plan's containments that run out before then.
     *
     * @return when the first of them does; empty when somebody renewed them meanwhile
     */
    Optional<Instant> reminded(long plan, Instant until, Instant now) {
        String sql = "with reminded as (update containment set reminded_at = ? where plan_id = ? and ended_at is null"
                + " and reminded_at is null and expires_at < ? returning expires_at) select min(expires_at) from reminded";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setLong(2, plan);
            update.setTimestamp(3, Timestamp.from(until));
            try (ResultSet rows = update.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the reminder of plan " + plan + " can't be kept", e);
        }
    }
}
