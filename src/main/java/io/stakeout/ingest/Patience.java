package io.stakeout.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/**
 * Waits for a database that is away: what has arrived is recorded before more is read. Thread-safe; the waiting is done
 * on the caller's thread.
 */
public final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration NAP = Duration.ofMillis(100);

    private final BooleanSupplier stopped;
    private final Consumer<Optional<Throwable>> trouble;

    /**
     * @param stopped asked while waiting; waiting ends when it says yes
     * @param trouble told why there is waiting, and then, with empty, that it has ended
     */
    public Patience(BooleanSupplier stopped, Consumer<Optional<Throwable>> trouble) {
        this.stopped = stopped;
        this.trouble = trouble;
    }

    /**
     * Asks until there is an answer, with pauses of half a second to ten.
     *
     * @return empty when it was stopped before
     */
    public <T> Optional<T> until(Supplier<T> asking) {
        Duration pause = FIRST_PAUSE;
        boolean waited = false;
        while (true) {
            try {
                Optional<T> answer = Optional.of(asking.get());
                if (waited) {
                    LOG.info("the database answers again");
                    trouble.accept(Optional.empty());
                }
                return answer;
            } catch (RuntimeException e) {
                LOG.warnf("the database doesn't answer, trying again in=%s cause=\"%s\"", pause, e.getMessage());
                trouble.accept(Optional.of(e));
                waited = true;
            }
            pause(pause);
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void pause(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (!stopped.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, NAP.toNanos());
        }
    }
}
