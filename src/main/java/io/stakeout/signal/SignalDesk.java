package io.stakeout.signal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.incident.RecordingFailed;
import io.stakeout.signal.finding.Origin;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

/**
 * Where a signal becomes an incident, or not. Signals are decided about one at a time, over all nodes, under a lock of the
 * database that lasts as long as the transaction: so many signals on one principal open one room, however many arrive at
 * once. Within a process they queue before they take a connection. Thread-safe.
 */
@ApplicationScoped
class SignalDesk {

    private static final int ATTEMPTS = 8;

    private final AgroalDataSource database;
    private final Judge judge;
    private final Deciding deciding;
    private final Telling telling;
    private final Event<PlanDue> planDue;
    private final Event<RereadDue> rereadDue;
    private final FindingService service;
    private final Duration patience;
    private final Event<TeamAsked> teamAsked;
    private final MeterRegistry metrics;
    private final ReentrantLock queue = new ReentrantLock(true);

    SignalDesk(
            AgroalDataSource database,
            Judge judge,
            Deciding deciding,
            Telling telling,
            Event<PlanDue> planDue,
            Event<TeamAsked> teamAsked,
            Event<RereadDue> rereadDue,
            FindingService service,
            ReceptionConfig config,
            MeterRegistry metrics) {
        this.database = database;
        this.judge = judge;
        this.deciding = deciding;
        this.telling = telling;
        this.planDue = planDue;
        this.rereadDue = rereadDue;
        this.service = service;
        this.patience = config.patience();
        this.teamAsked = teamAsked;
        this.metrics = metrics;
    }

    /**
     * Takes a signal in a transaction of its own. What was said before word by word is answered like the first time, and
     * nothing else happens.
     *
     * @throws RecordingFailed when the database refused; nothing of it is kept, and telling it again is harmless
     */
    Told receive(Arrival arrival) {
        enter();
        try {
            return decided(arrival);
        } finally {
            queue.unlock();
        }
    }

    private void enter() {
        try {
            if (!queue.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RecordingFailed("too many signals wait", new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordingFailed("stopped while a signal waited", e);
        }
    }

    private Told decided(Arrival arrival) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> decide(arrival));
            } catch (RuntimeException e) {
                RecordingFailed failed = RecordingFailed.from(e);
                if (!failed.worthRetryingAtOnce() || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private Told decide(Arrival arrival) {
        try (Connection connection = database.getConnection()) {
            SignalTable table = new SignalTable(connection);
            table.lock(patience);
            Optional<Known> known = table.find(arrival.key());
            if (known.filter(k -> k.said(arrival.body())).isPresent()) {
                count(arrival, "repeated");
                return answer(
                        known.get().id(), known.get().outcome(), known.get().incident());
            }
            return decideAnew(table, arrival, known);
        } catch (SQLException e) {
            throw new RecordingFailed("signal not written", e);
        }
    }

    private Told decideAnew(SignalTable table, Arrival arrival, Optional<Known> known) throws SQLException {
        List<Before> before = deciding.before(table, arrival);
        Judged judged = judge.judge(arrival, before);
        Decision decision = deciding.decide(table, arrival, known, judged);
        long id = write(table, arrival, known, judged, decision);
        Telling.Row row = new Telling.Row(id, known);
        boolean news = known.isEmpty();
        if (decision.inRoom()) {
            news = telling.tell(table, arrival, row, judged, decision, before);
            plan(table, id, judged);
            reread(table, id, arrival);
        }
        if (news && decision.outcome() != Outcome.SUPPRESSED) {
            askTeam(arrival, row, judged, decision);
        }
        count(arrival, decision.outcome().id());
        return answer(id, decision.outcome(), decision.incident());
    }

    /** What opened or joined a room did so, however often it is told again. */
    private static long write(
            SignalTable table, Arrival arrival, Optional<Known> known, Judged judged, Decision decision)
            throws SQLException {
        if (known.isEmpty()) {
            return table.insert(arrival, judged, decision);
        }
        Known old = known.get();
        boolean itsOwn = old.inRoom() && old.incident().equals(decision.incident());
        Outcome stays = itsOwn ? old.outcome() : decision.outcome();
        Decision kept = new Decision(stays, decision.incident(), decision.fresh(), decision.why(), decision.offered());
        table.update(old.id(), arrival, judged, kept);
        return old.id();
    }

    private void plan(SignalTable table, long id, Judged judged) throws SQLException {
        if (judged.plan().isPresent()) {
            table.plan(id, judged.plan().get().id(), judged.auto());
            planDue.fire(new PlanDue());
        }
    }

    /** Only afterwards, and only what is in a room: whatever else rode on the stream does nothing that would need it. */
    private void reread(SignalTable table, long id, Arrival arrival) throws SQLException {
        boolean wanted = arrival.trust() == Trust.STREAM
                && arrival.signal().active()
                && !arrival.signal().sample()
                && Origin.of(arrival.raw(), arrival.signal())
                        .filter(service::asks)
                        .isPresent();
        if (wanted) {
            table.reread(id);
            rereadDue.fire(new RereadDue());
        }
    }

    /** Whom the playbook names is told as often as a room is; what is kept without a room the first time only. */
    private void askTeam(Arrival arrival, Telling.Row row, Judged judged, Decision decision) {
        Signal signal = arrival.signal();
        judged.routing()
                .filter(routing -> routing.team().isPresent())
                .ifPresent(routing -> teamAsked.fire(new TeamAsked(
                        row.id(),
                        decision.incident(),
                        row.seen(),
                        signal.score(),
                        arrival.at(),
                        routing,
                        Telling.headline(signal) + (signal.sample() ? " · a sample" : ""))));
    }

    private Told answer(long id, Outcome outcome, Optional<Long> incident) {
        return new Told(id, outcome, incident.filter(deciding::nameable));
    }

    private void count(Arrival arrival, String outcome) {
        metrics.counter("stakeout.signals.told", "way", arrival.way(), "outcome", outcome)
                .increment();
    }
}
