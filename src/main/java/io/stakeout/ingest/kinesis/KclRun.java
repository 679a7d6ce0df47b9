package io.stakeout.ingest.kinesis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;

/** A life of the client library's {@link Scheduler}, on a thread of its own. */
final class KclRun implements Run {

    private static final Logger LOG = Logger.getLogger(KclRun.class);
    private static final Duration HARD = Duration.ofSeconds(2);

    /** What is made for one life and ends with it. */
    record Parts(Life life, KinesisClients clients, Refills refills, Scheduler scheduler, Progress progress) {}

    /** What the library tells about its start. */
    static final class Progress implements WorkerStateChangeListener {
        private final Life life;
        private volatile boolean started;

        Progress(Life life) {
            this.life = life;
        }

        @Override
        public void onWorkerStateChange(WorkerState state) {
            if (state == WorkerState.STARTED) {
                started = true;
                life.condition().started();
            }
        }

        @Override
        public void onAllInitializationAttemptsFailed(Throwable failure) {
            life.fail(Sentences.ended(failure));
        }
    }

    private final Parts parts;
    private final Thread thread;

    KclRun(Parts parts) {
        this.parts = parts;
        this.thread = new Thread(this::consume, "stakeout-kcl");
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void consume() {
        try {
            parts.scheduler().run();
        } catch (Throwable e) {
            // an error too: this thread has nobody else who would tell
            LOG.errorf(e, "the client library ended");
            parts.life().fail(Sentences.ended(e));
        }
    }

    @Override
    public boolean ended() {
        return !thread.isAlive() || parts.life().failure().isPresent();
    }

    @Override
    public String why() {
        return parts.life().failure().orElse("The consumer of the stream ended by itself.");
    }

    /** A graceful stop during the start would hang, so then there is none. */
    @Override
    public void stop(Duration grace) {
        parts.life().stop();
        if (parts.progress().started && thread.isAlive()) {
            gracefully(grace);
        }
        hard();
        parts.refills().close();
        parts.clients().close();
    }

    private void gracefully(Duration grace) {
        try {
            parts.scheduler().startGracefulShutdown().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("the consumer stops without waiting for its shards cause=\"%s\"", Sentences.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asking takes a lock that a start holds for up to half a minute, so another thread asks. */
    private void hard() {
        try {
            thread.join(HARD.toMillis() / 2);
            if (thread.isAlive()) {
                Thread asking = new Thread(parts.scheduler()::shutdown, "stakeout-kcl-stop");
                asking.setDaemon(true);
                asking.start();
                thread.interrupt();
                thread.join(HARD.toMillis() / 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
