package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.audit.AuditLog;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.plan.PrincipalRef;

/** What people do beside a plan: have AWS asked about whom it cuts, and tick off what they have done by hand. */
@ApplicationScoped
public class Inspection {

    static final String EVIDENCE = "inspection";

    private final PlanDesk desk;
    private final PlanReader reader;
    private final PlanLog log;
    private final Directory directory;
    private final ExecutionEvidence evidence;
    private final AuditLog audit;
    private final AgroalDataSource database;

    Inspection(
            PlanDesk desk,
            PlanReader reader,
            PlanLog log,
            Directory directory,
            ExecutionEvidence evidence,
            AuditLog audit,
            AgroalDataSource database) {
        this.desk = desk;
        this.reader = reader;
        this.log = log;
        this.directory = directory;
        this.evidence = evidence;
        this.audit = audit;
        this.database = database;
    }

    /** Asks AWS; the suspect could see these calls, so it is audited and told in the room. */
    public PlanView inspect(Actor who, long id) {
        PlanDesk.require(who, Role.RESPONDER);
        List<PrincipalRef> cut = PlanDesk.inTransaction(() -> {
            PlanRow plan = desk.lock(who, id);
            log.say(who, plan, "inspecting", "has AWS asked about whom it cuts; the suspect could see that");
            return plan.draft().cut().stream()
                    .filter(principal -> principal.kind() != PrincipalRef.Kind.ROOT)
                    .sorted(java.util.Comparator.comparing(PrincipalRef::arn))
                    .toList();
        });
        List<Directory.Profile> profiles = profiles(cut);
        return PlanDesk.inTransaction(() -> {
            PlanRow plan = desk.lock(who, id);
            evidence.keep(id, EVIDENCE, DraftJson.write(profiles));
            return reader.view(who, plan);
        });
    }

    private List<Directory.Profile> profiles(List<PrincipalRef> cut) {
        List<Directory.Profile> profiles = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (PrincipalRef principal : cut) {
            try {
                profiles.add(directory.profile(principal));
            } catch (AccessControlException e) {
                missing.add(principal.arn() + ": " + Execution.said(e));
            }
        }
        if (!missing.isEmpty() && profiles.isEmpty()) {
            throw Problem.of(
                    Problem.Kind.UNAVAILABLE,
                    "AWS did not tell",
                    missing.stream().collect(Collectors.joining("; ")) + ". Nothing was changed.");
        }
        return profiles;
    }

    public PlanView tick(Actor who, long id, int n) {
        PlanDesk.require(who, Role.RESPONDER);
        return PlanDesk.inTransaction(() -> {
            PlanRow plan = desk.lock(who, id);
            String sql =
                    "update plan_todo set done_by = ?, done_at = ? where plan_id = ? and n = ? and done_by is null";
            try (Connection connection = database.getConnection();
                    PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, who.name());
                update.setTimestamp(2, Timestamp.from(log.now()));
                update.setLong(3, id);
                update.setInt(4, n);
                if (update.executeUpdate() == 0) {
                    throw Problem.conflict(
                            "Nothing to tick", "The plan has no open item " + n + ". Nothing was changed.");
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the item can't be ticked", e);
            }
            PlanView view = reader.view(who, plan);
            String text = view.checklist().get(n - 1).text();
            log.say(who, plan, "ticked", "has done by hand: " + text);
            audit.append(who, "plan.checklist", "incident:" + plan.incidentId, Map.of("plan", id, "item", text));
            return view;
        });
    }
}
