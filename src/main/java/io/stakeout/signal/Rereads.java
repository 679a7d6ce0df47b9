package io.stakeout.signal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.Incidents;
import io.stakeout.signal.finding.Findings;
import io.stakeout.signal.finding.Origin;
import io.stakeout.signal.finding.Read;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

/**
 * Has findings that rode on the stream read again from the service that made them, after they were decided about: on a
 * thread of its own, at a bounded pace, so that the stream never waits for it. What is due is in the table: after a crash
 * it is taken up again, by whichever node. What the service confirms is told to the desk once more, trusted; everything else
 * stays what it was, and the room reads why.
 */
@ApplicationScoped
class Rereads {

    private static final Logger LOG = Logger.getLogger(Rereads.class);

    /** Whoever floods the stream doesn't have us call AWS more often than this, on each node. */
    private static final int PER_MINUTE = 60;

    /** After so many tries, two minutes apart, it isn't confirmed. */
    private static final int MOST_TRIES = 3;

    private static final int MOST_TEXT = 500;

    private final RereadTable table;
    private final FindingService service;
    private final SignalDesk desk;
    private final Incidents incidents;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final SourceRate pace = new SourceRate(PER_MINUTE);
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            task -> {
                Thread thread = new Thread(task, "stakeout-rereads");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    Rereads(
            RereadTable table,
            FindingService service,
            SignalDesk desk,
            Incidents incidents,
            MeterRegistry metrics,
            Clock clock) {
        this.table = table;
        this.service = service;
        this.desk = desk;
        this.incidents = incidents;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A hint: the beat would find it too. */
    void onDue(@Observes(during = TransactionPhase.AFTER_SUCCESS) RereadDue due) {
        worker.execute(this::catchUp);
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    @Scheduled(every = "15s", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        worker.execute(this::catchUp);
    }

    private void catchUp() {
        try {
            while (pace.take("", clock.instant()).isEmpty()) {
                Optional<RereadTable.Due> next = table.claim(clock.instant());
                if (next.isEmpty()) {
                    return;
                }
                read(next.get());
            }
        } catch (RuntimeException e) {
            LOG.warnf("findings are not read again now, tried again soon cause=\"%s\"", e.getMessage());
        }
    }

    private void read(RereadTable.Due due) {
        Optional<Signal> told = told(due);
        Optional<Origin> origin = told.flatMap(signal -> Origin.of(due.raw(), signal));
        if (origin.filter(service::asks).isEmpty()) {
            refused(due, "it can't be told any more whom to ask for it");
            return;
        }
        try {
            Optional<byte[]> answer = service.find(origin.get());
            Optional<String> why = answer.map(event -> Origin.differs(told.get(), event))
                    .orElse(Optional.of("the service knows no such finding"));
            why.ifPresentOrElse(
                    reason -> refused(due, reason),
                    () -> confirmed(due, origin.get(), answer.orElseThrow(), told.get()));
        } catch (FindingService.Unanswered e) {
            unanswered(due, e);
        }
    }

    private static Optional<Signal> told(RereadTable.Due due) {
        if (!(Findings.read(due.raw()) instanceof Read.Told read)) {
            return Optional.empty();
        }
        return read.signals().stream()
                .filter(signal ->
                        signal.source().equals(due.source()) && signal.id().equals(due.id()))
                .findFirst();
    }

    /** The desk judges what the service said, not what rode on the stream. */
    private void confirmed(RereadTable.Due due, Origin origin, byte[] event, Signal told) {
        Instant now = clock.instant();
        Signal answer = ((Read.Told) Findings.read(event)).signals().get(0);
        say(
                due,
                "finding-confirmed",
                "read signal " + due.signal() + " again from "
                        + origin.service().title() + " of account " + origin.account() + ": it says the same");
        desk.receive(new Arrival(Arrival.EVENT, told.source(), answer, Trust.REREAD, event, now));
        done(due, RereadTable.CONFIRMED);
    }

    private void unanswered(RereadTable.Due due, FindingService.Unanswered e) {
        LOG.warnf("finding not read again signal=%d try=%d cause=\"%s\"", due.signal(), due.tries(), e.getMessage());
        if (!e.passing() || due.tries() >= MOST_TRIES) {
            refused(due, e.getMessage());
        }
    }

    private void refused(RereadTable.Due due, String why) {
        say(
                due,
                "finding-not-confirmed",
                "could not confirm signal " + due.signal() + " with the service that is said to have found it: "
                        + Text.shown(why, MOST_TEXT) + ". It is trusted no more than before.");
        done(due, RereadTable.NOT_CONFIRMED);
    }

    private void done(RereadTable.Due due, String state) {
        table.done(due, state);
        metrics.counter("stakeout.signals.reread", "outcome", state).increment();
    }

    /** A room that was closed meanwhile needs no more news. */
    private void say(RereadTable.Due due, String action, String text) {
        try {
            incidents.say(Actor.STAKEOUT, due.incident(), action, text);
        } catch (Problem closed) {
            LOG.infof("nobody to tell signal=%d %s", due.signal(), action);
        }
    }

    /** So long somebody who has taken one up is left to it. */
    static final Duration LEASE = Duration.ofMinutes(2);
}
