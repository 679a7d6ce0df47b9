package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** What was read in AWS for a plan, with its SHA-256, in the caller's transaction. Only ever appended to. */
@ApplicationScoped
class ExecutionEvidence {

    private final AgroalDataSource database;
    private final PlanLog log;

    ExecutionEvidence(AgroalDataSource database, PlanLog log) {
        this.database = database;
        this.log = log;
    }

    void keep(long plan, String what, String content) {
        String sql = "insert into execution_evidence (plan_id, at, what, content, sha256)"
                + " values (?, ?, ?, ?, encode(sha256(convert_to(?, 'UTF8')), 'hex'))";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, plan);
            insert.setTimestamp(2, Timestamp.from(log.now()));
            insert.setString(3, what);
            insert.setString(4, content);
            insert.setString(5, content);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("evidence of plan " + plan + " can't be kept", e);
        }
    }

    /** Whether something was kept before: what comes after the first change is no evidence of what was there. */
    boolean has(long plan, String what) {
        String sql = "select exists (select 1 from execution_evidence where plan_id = ? and what = ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, plan);
            query.setString(2, what);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("evidence of plan " + plan + " can't be read", e);
        }
    }
}
