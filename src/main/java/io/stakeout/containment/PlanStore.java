package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.panache.Panache;

import io.stakeout.containment.guard.Targets;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;

/** Writes what a plan consists of, in the caller's transaction. */
@ApplicationScoped
class PlanStore {

    private final AgroalDataSource database;

    PlanStore(AgroalDataSource database) {
        this.database = database;
    }

    /** Writes the draft's parts anew; what was there of an earlier one goes. */
    void write(PlanRow plan, Draft draft) {
        plan.draft = DraftJson.write(draft);
        Panache.getEntityManager().flush();
        StepRow.delete("planId", plan.id);
        for (int n = 0; n < draft.steps().size(); n++) {
            step(plan.id, n + 1, draft.steps().get(n)).persist();
        }
        Panache.getEntityManager().flush();
        try (Connection connection = database.getConnection()) {
            clear(connection, "plan_principal", plan.id);
            clear(connection, "plan_todo", plan.id);
            principals(connection, plan.id, draft);
            todos(connection, plan.id, draft.checklist());
        } catch (SQLException e) {
            throw new IllegalStateException("plan " + plan.id + " can't be written", e);
        }
    }

    private static StepRow step(long plan, int n, Step step) {
        StepRow row = new StepRow();
        row.planId = plan;
        row.n = n;
        row.step = DraftJson.write(step);
        row.slot = step.slot().id();
        row.account = step.slot().account();
        return row;
    }

    private static void clear(Connection connection, String table, long plan) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where plan_id = ?")) {
            delete.setLong(1, plan);
            delete.executeUpdate();
        }
    }

    private static void principals(Connection connection, long plan, Draft draft) throws SQLException {
        String sql = "insert into plan_principal (plan_id, account, kind, name) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (PrincipalRef principal : draft.cut()) {
                target(insert, plan, principal.account(), principal.kind().id(), principal.name());
            }
            for (Map.Entry<String, Set<String>> people :
                    Targets.of(draft).people().entrySet()) {
                for (String person : people.getValue()) {
                    target(insert, plan, people.getKey(), Subject.PERSON, person);
                }
            }
            insert.executeBatch();
        }
    }

    private static void target(PreparedStatement insert, long plan, String account, String kind, String name)
            throws SQLException {
        insert.setLong(1, plan);
        insert.setString(2, account);
        insert.setString(3, kind);
        insert.setString(4, name);
        insert.addBatch();
    }

    private static void todos(Connection connection, long plan, List<Draft.Todo> todos) throws SQLException {
        String sql = "insert into plan_todo (plan_id, n, text, why) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int n = 0; n < todos.size(); n++) {
                insert.setLong(1, plan);
                insert.setInt(2, n + 1);
                insert.setString(3, todos.get(n).text());
                insert.setString(4, todos.get(n).why());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
