package io.stakeout.ingest.kinesis;

import java.time.Duration;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/**
 * Keeps the consumer alive: a life that ends, whatever the reason, is followed by another after a pause of one second to
 * sixty. One thread of its own; {@link #start}, {@link #close} and {@link #alive} may be called from any.
 */
final class Supervisor implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** After such a life the next pause is the shortest again. */
    private static final Duration HEALTHY = Duration.ofMinutes(2);

    private static final Duration GRACE = Duration.ofSeconds(8);
    private static final Duration LIMIT = GRACE.plusSeconds(7);

    private final Supplier<Run> lives;
    private final LaneCondition condition;
    private final StreamMeters meters;
    private final Duration firstPause;
    private final Thread thread = new Thread(this::run, "stakeout-stream");
    private volatile boolean stopping;

    /** @param firstPause before the second life; each further pause is twice as long, up to a minute */
    Supervisor(Supplier<Run> lives, LaneCondition condition, StreamMeters meters, Duration firstPause) {
        this.lives = lives;
        this.condition = condition;
        this.meters = meters;
        this.firstPause = firstPause;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether somebody watches over the consumer: false would mean that nobody starts it again. */
    boolean alive() {
        return thread.isAlive() || stopping;
    }

    private void run() {
        Duration pause = firstPause;
        while (!stopping) {
            long begun = System.nanoTime();
            String why = live();
            if (!stopping) {
                pause = System.nanoTime() - begun > HEALTHY.toNanos() ? firstPause : pause;
                meters.restarted();
                LOG.warnf("the consumer is started again in=%s cause=\"%s\"", pause, why);
                condition.restarting(why + " It is started again.");
                Nap.of(pause, () -> stopping);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
        condition.stopped();
    }

    /** @return why it ended */
    private String live() {
        condition.starting();
        try {
            Run life = lives.get();
            try {
                life.start();
                while (!stopping && !life.ended()) {
                    Nap.of(LOOK, () -> stopping);
                    condition.refresh();
                }
                return life.why();
            } finally {
                life.stop(GRACE);
            }
        } catch (RuntimeException | LinkageError e) {
            return Sentences.ended(e);
        }
    }

    /** Returns when the consumer has ended, or after 15 s: what it holds is then taken by others in time. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warnf("the consumer did not stop within=%s, it is left behind", LIMIT);
        }
    }
}
