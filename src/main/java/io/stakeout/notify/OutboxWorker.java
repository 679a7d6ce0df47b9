package io.stakeout.notify;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Brings out what waits, whoever wrote it: one thread for the rows of a channel, one for the logs that it follows. A commit
 * of this process wakes them; what others have written, what is due again and what a lost hint would have announced they
 * find by looking each second. They stop between two deliveries; what is on its way then is told again by whoever starts
 * next, once its lease is over.
 */
@ApplicationScoped
class OutboxWorker {

    private static final Logger LOG = Logger.getLogger(OutboxWorker.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 3_000;

    private final Channels channels;
    private final AgroalDataSource database;
    private final Digests digests;
    private final NotifyConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final String node = "worker-" + java.util.UUID.randomUUID();
    private final List<Looker> lookers = new ArrayList<>();
    private volatile boolean stopped;

    OutboxWorker(
            Channels channels,
            AgroalDataSource database,
            Digests digests,
            NotifyConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.channels = channels;
        this.database = database;
        this.digests = digests;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        Tenacity tenacity = Tenacity.of(config);
        for (Channel channel : channels.enabled()) {
            Outcomes outcomes = new Outcomes(channel.name(), metrics);
            ItemRound items = new ItemRound(channel, database, digests, tenacity, outcomes, clock, node);
            start("stakeout-outbox-" + channel.name(), items::run);
            if (channel.stream().isPresent()) {
                DigestRound logs = new DigestRound(channel, database, digests, tenacity, outcomes, clock, node);
                start("stakeout-outbox-" + channel.name() + "-log", logs::run);
            }
        }
    }

    private void start(String name, BooleanSupplier round) {
        Looker looker = new Looker(round, name);
        lookers.add(looker);
        looker.thread.start();
    }

    /** Only hints: a row is found without it too. */
    void onCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) Filled filled) {
        lookers.forEach(Looker::wake);
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        lookers.forEach(Looker::wake);
        for (Looker looker : lookers) {
            looker.thread.join(PATIENCE_MILLIS);
        }
    }

    /** Rounds of one kind, one after the other, as long as there is something. */
    private final class Looker implements Runnable {

        private final BooleanSupplier round;
        private final Semaphore woken = new Semaphore(0);
        private final Thread thread;

        Looker(BooleanSupplier round, String name) {
            this.round = round;
            this.thread = new Thread(this, name);
            thread.setDaemon(true);
        }

        void wake() {
            woken.release();
        }

        @Override
        public void run() {
            while (!stopped && !thread.isInterrupted()) {
                if (!found()) {
                    await();
                }
            }
        }

        /** Whatever goes wrong, the next look tries again. */
        private boolean found() {
            try {
                return round.getAsBoolean();
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.warnf(
                            "outbox not worked on, the next look tries again thread=%s cause=\"%s\"",
                            thread.getName(), e);
                }
                return false;
            }
        }

        private void await() {
            try {
                woken.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                woken.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.debugf("outbox thread ends thread=%s", thread.getName());
            }
        }
    }
}
