package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import org.jboss.logging.Logger;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.Standing;
import io.stakeout.containment.facts.FactFinder;
import io.stakeout.containment.guard.Facts;
import io.stakeout.containment.guard.Guardrails;
import io.stakeout.containment.guard.Moment;
import io.stakeout.containment.guard.Proposal;
import io.stakeout.containment.guard.Verdict;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * The choke point: every plan, by whichever way it came, passes all guardrails here, at drafting, at approval and at
 * execution; each verdict is kept. What can't be found out is a refusal.
 */
@ApplicationScoped
class Choke {

    private static final Logger LOG = Logger.getLogger(Choke.class);

    /** What AWS told about the principals concerned; asked at execution only, since a suspect can see it. */
    record Asked(Map<PrincipalRef, Standing> standings, Set<PrincipalRef> gone) {
        static final Asked NOTHING = new Asked(Map.of(), Set.of());
    }

    private final FactFinder finder;
    private final AccessControl control;
    private final AgroalDataSource database;
    private final Guardrails guardrails = Guardrails.inForce();

    Choke(FactFinder finder, AccessControl control, AgroalDataSource database) {
        this.finder = finder;
        this.control = control;
        this.database = database;
    }

    /** Who we are, asked before a transaction begins: nothing when AWS doesn't tell. */
    Optional<String> self() {
        try {
            return Optional.of(control.self());
        } catch (AccessControlException e) {
            LOG.warnf("own identity unknown code=%s", e.code());
            return Optional.empty();
        }
    }

    /** Rules in the caller's transaction, and keeps the verdicts. */
    List<Verdict> rule(PlanRow plan, Moment moment, Optional<String> self, Asked asked, Instant now) {
        List<Verdict> verdicts;
        try {
            Draft draft = plan.draft();
            Facts facts = finder.find(
                    plan.incidentId, plan.id, draft, asked.standings(), asked.gone(), self, ourRoles(draft));
            verdicts = guardrails.rule(new Proposal(plan.id, moment, draft, plan.undo(), plan.acknowledged), facts);
        } catch (RuntimeException e) {
            LOG.errorf(e, "guardrails could not be asked plan=%d", plan.id);
            verdicts = List.of(new Verdict(
                    "facts",
                    Verdict.Outcome.REFUSED,
                    "What guardrails decide on could not be found out: " + e.getMessage()));
        }
        keep(plan.id, moment, verdicts, now);
        return verdicts;
    }

    private Set<PrincipalRef> ourRoles(Draft draft) {
        Set<PrincipalRef> ours = new HashSet<>();
        draft.steps().stream()
                .map(step -> step.slot().account())
                .distinct()
                .forEach(account -> ours.addAll(control.rolesIn(account)));
        return ours;
    }

    private void keep(long plan, Moment moment, List<Verdict> verdicts, Instant now) {
        String sql = "insert into guardrail_verdict (plan_id, moment, at, guardrail, outcome, text, identities)"
                + " values (?,?,?,?,?,?,?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Verdict verdict : verdicts) {
                insert.setLong(1, plan);
                insert.setString(2, moment.id());
                insert.setTimestamp(3, java.sql.Timestamp.from(now));
                insert.setString(4, verdict.guardrail());
                insert.setString(5, verdict.outcome().id());
                insert.setString(6, verdict.text());
                insert.setArray(
                        7,
                        connection.createArrayOf("bigint", verdict.identities().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("the verdicts on plan " + plan + " can't be kept", e);
        }
    }

    /** Those that stand in the way, for people. */
    static String refusals(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.outcome() != Verdict.Outcome.PASS)
                .map(verdict -> verdict.guardrail() + ": " + verdict.text())
                .collect(java.util.stream.Collectors.joining(" · "));
    }
}
