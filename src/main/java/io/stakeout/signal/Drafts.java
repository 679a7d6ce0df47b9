package io.stakeout.signal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.containment.AutoDesk;
import io.stakeout.containment.Consent;
import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.PlanReader;
import io.stakeout.containment.PlanState;
import io.stakeout.containment.PlanView;
import io.stakeout.containment.Wish;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Incidents;

/**
 * Drafts the plans that playbooks want, as Stakeout, on a thread of its own since that asks AWS. What is due is in the
 * table, so it is done also when the process ends meanwhile: by whichever node finds that it was taken up long ago, which
 * goes on with the plan that is there. No lock is held while AWS is asked. Where a playbook permits that a plan goes on
 * without a person, {@link AutoDesk} decides; what it leaves to people is asked for.
 */
@ApplicationScoped
class Drafts {

    private static final Logger LOG = Logger.getLogger(Drafts.class);

    /** So long somebody who has taken it up is left to it. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final String CLAIM = "update signal set plan_claimed_at = ? where id = (select id from signal"
            + " where plan_state = 'due' and (plan_claimed_at is null or plan_claimed_at < ?) order by id limit 1"
            + " for update skip locked)"
            + " returning id, incident_id, plan_level, plan_auto, coalesce(playbook, 'a playbook'),"
            + " plan_claimed_at";

    private record Due(
            long signal, long incident, Level level, Optional<String> auto, String playbook, Instant claimedAt) {}

    private final AgroalDataSource database;
    private final PlanDesk desk;
    private final AutoDesk auto;
    private final Mandates mandates;
    private final PlanReader plans;
    private final Incidents incidents;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "stakeout-drafts");
        thread.setDaemon(true);
        return thread;
    });

    Drafts(
            AgroalDataSource database,
            PlanDesk desk,
            AutoDesk auto,
            Mandates mandates,
            PlanReader plans,
            Incidents incidents,
            Clock clock) {
        this.database = database;
        this.desk = desk;
        this.auto = auto;
        this.mandates = mandates;
        this.plans = plans;
        this.incidents = incidents;
        this.clock = clock;
    }

    void onDue(@Observes(during = TransactionPhase.AFTER_SUCCESS) PlanDue due) {
        try {
            worker.execute(this::catchUp);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping, a plan stays due for the next start");
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    @Scheduled(every = "15s", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        catchUp();
    }

    private void catchUp() {
        try {
            Optional<Due> next = claim();
            while (next.isPresent()) {
                draft(next.get());
                next = claim();
            }
        } catch (RuntimeException e) {
            LOG.warnf("a plan that a signal asks for isn't drafted, tried again soon cause=\"%s\"", e.getMessage());
        }
    }

    private void draft(Due due) {
        Optional<PlanView> there = plans.list(Actor.STAKEOUT, due.incident()).stream()
                .filter(plan -> plan.draftedBy().equals(Actor.STAKEOUT.name()) && plan.level() == due.level())
                .findFirst();
        try {
            PlanView plan = there.orElseGet(() -> desk.draft(Actor.STAKEOUT, due.incident(), wish(due)));
            done(due, goOn(due, plan), plan.id());
        } catch (Problem problem) {
            incidents.say(
                    Actor.STAKEOUT,
                    due.incident(),
                    "plan-not-drafted",
                    "could not draft the plan that " + due.playbook() + " asks for: " + problem.detail());
            done(due, "none", null);
        }
    }

    /** @return how far it got; after a crash it is found as it was left */
    private String goOn(Due due, PlanView plan) {
        if (due.auto().isEmpty() || plan.state() == PlanState.REFUSED) {
            return "drafted";
        }
        if (plan.state() != PlanState.DRAFTED) {
            return plan.playbook().isPresent() ? "alone" : "asked";
        }
        List<String> against = alone(due, plan);
        if (against.isEmpty()) {
            return "alone";
        }
        String why = reason(due) + " Not without a person: " + String.join("; ", against) + ".";
        Consent consent = new Consent(plan.hash(), Optional.of(plan.confirm()), Optional.of(why));
        desk.request(Actor.STAKEOUT, plan.id(), consent, false, false);
        return "asked";
    }

    /** Why a person has to decide; whatever can't be found out is a reason. */
    private List<String> alone(Due due, PlanView plan) {
        try {
            Mandates.Answer answer =
                    mandates.of(due.signal(), due.playbook(), due.auto().orElseThrow(), due.level());
            return answer.mandate()
                    .map(mandate -> auto.execute(plan.id(), mandate))
                    .orElse(answer.against());
        } catch (Problem problem) {
            return List.of(problem.detail());
        }
    }

    private static Wish wish(Due due) {
        return new Wish(due.level(), reason(due), Map.of(), Map.of(), new Draft.Options(false, false, 0));
    }

    private static String reason(Due due) {
        return "Drafted for signal " + due.signal() + " by " + due.playbook() + ".";
    }

    private Optional<Due> claim() {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew().call(() -> claim(now));
    }

    private Optional<Due> claim(Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setTimestamp(1, Timestamp.from(now));
            claim.setTimestamp(2, Timestamp.from(now.minus(LEASE)));
            try (ResultSet row = claim.executeQuery()) {
                return row.next() ? Optional.of(due(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("plans that are due can't be read", e);
        }
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getLong(1),
                row.getLong(2),
                Level.byId(row.getString(3)).orElseThrow(),
                Optional.ofNullable(row.getString(4)),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }

    private void done(Due due, String state, Long plan) {
        QuarkusTransaction.requiringNew().run(() -> write(due, state, plan));
    }

    private void write(Due due, String state, Long plan) {
        // what is wanted anew meanwhile stays due
        String sql = "update signal set plan_state = ?, plan_id = ? where id = ? and plan_claimed_at = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, state);
            update.setObject(2, plan, Types.BIGINT);
            update.setLong(3, due.signal());
            update.setTimestamp(4, Timestamp.from(due.claimedAt()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a drafted plan can't be noted", e);
        }
    }
}
