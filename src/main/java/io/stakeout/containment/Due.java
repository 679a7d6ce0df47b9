package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /** @return when it runs out */
    Instant reminded(long plan, Instant now) {
        String sql =
                "update containment set reminded_at = ? where plan_id = ? and ended_at is null returning expires_at";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setLong(2, plan);
            try (ResultSet rows = update.executeQuery()) {
                return rows.next() ? rows.getTimestamp(1).toInstant() : now;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the reminder of plan " + plan + " can't be kept", e);
        }
    }
}
