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

import io.stakeout.access.Actor;

/** Who asked for what, and who agreed, in the caller's transaction. */
@ApplicationScoped
class Approvals {

    static final String REQUESTED = "requested";
    static final String APPROVED = "approved";
    static final String REJECTED = "rejected";
    static final String BROKE_GLASS = "broke-glass";
    static final String PLAYBOOK = "playbook";

    private final AgroalDataSource database;

    Approvals(AgroalDataSource database) {
        this.database = database;
    }

    void add(PlanRow plan, Actor who, String decision, String reason, Instant at) {
        add(plan, who, decision, reason, at, Optional.empty());
    }

    /** That a playbook agreed, and by which words. */
    void addPlaybook(PlanRow plan, Mandate mandate, String reason, Instant at) {
        add(plan, mandate.actor(), PLAYBOOK, reason, at, Optional.of(mandate.sha256()));
    }

    private void add(
            PlanRow plan, Actor who, String decision, String reason, Instant at, Optional<String> playbookSha256) {
        String sql = "insert into approval (plan_id, at, by_operator, by_id, decision, reason, hash, playbook_sha256)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, plan.id);
            insert.setTimestamp(2, Timestamp.from(at));
            insert.setString(3, who.name());
            insert.setObject(4, who.operatorId().orElse(null), java.sql.Types.BIGINT);
            insert.setString(5, decision);
            insert.setString(6, reason);
            insert.setString(7, plan.hash);
            insert.setString(8, playbookSha256.orElse(null));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the decision on plan " + plan.id + " can't be kept", e);
        }
    }

    List<PlanView.Decision> of(long plan) {
        String sql = "select by_operator, decision, reason, at from approval where plan_id = ? order by id";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, plan);
            List<PlanView.Decision> all = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new PlanView.Decision(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getTimestamp(4).toInstant()));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("the decisions on plan " + plan + " can't be read", e);
        }
    }
}
