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

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** What is kept beside a plan's row, in the caller's transaction. */
@ApplicationScoped
class PlanParts {

    private interface Each<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final AgroalDataSource database;

    PlanParts(AgroalDataSource database) {
        this.database = database;
    }

    List<PlanView.Todo> todos(long plan) {
        return query(
                "select n, text, why, done_by, done_at from plan_todo where plan_id = ? order by n",
                plan,
                row -> new PlanView.Todo(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        Optional.ofNullable(row.getString(4)),
                        instant(row.getTimestamp(5))));
    }

    /** Of the newest time that guardrails were asked. */
    List<PlanView.Ruling> rulings(long plan) {
        String sql =
                "select guardrail, outcome, text, moment, at, identities from guardrail_verdict v where plan_id = ?"
                        + " and at = (select max(at) from guardrail_verdict n where n.plan_id = v.plan_id) order by id";
        return query(
                sql,
                plan,
                row -> new PlanView.Ruling(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        List.of((Long[]) row.getArray(6).getArray())));
    }

    Optional<String> newest(long plan, String what) {
        String sql = "select what, content from execution_evidence where plan_id = ? order by id desc";
        return query(sql, plan, row -> List.of(row.getString(1), row.getString(2))).stream()
                .filter(row -> row.get(0).equals(what))
                .map(row -> row.get(1))
                .findFirst();
    }

    private <T> List<T> query(String sql, long plan, Each<T> each) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, plan);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(each.of(rows));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("plan " + plan + " can't be read", e);
        }
    }

    private static Optional<Instant> instant(Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
