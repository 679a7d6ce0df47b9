package io.stakeout.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/**
 * Plays envelopes as if they came from the stream, on the caller's thread: each when it is due, recorded at once when
 * nothing else is due yet.
 */
@ApplicationScoped
public class ReplayLane {

    private static final Logger LOG = Logger.getLogger(ReplayLane.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_NAP = Duration.ofMillis(250);

    private final Intake intake;
    private final Clock clock;

    ReplayLane(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** Starts a performance; {@code stopped} is asked while waiting. */
    public Performance start(String origin, BooleanSupplier stopped) {
        return new Performance(intake.live(origin), stopped);
    }

    /** One replay, used by one thread. */
    public final class Performance {

        private final Reading reading;
        private final BooleanSupplier stopped;

        private Performance(Reading reading, BooleanSupplier stopped) {
            this.reading = reading;
            this.stopped = stopped;
        }

        /** Waits until the envelope is due, then takes it; does nothing once stopped. */
        public void play(byte[] envelope, Instant due) {
            if (clock.instant().isBefore(due)) {
                flush();
                await(due);
            }
            if (!stopped.getAsBoolean()) {
                patiently(reading::watchlist).ifPresent(now -> reading.take(envelope, now));
                flushIfFull();
            }
        }

        /** Takes what could not be read as an envelope. */
        void fault(Fault fault) {
            reading.fault(fault);
            flushIfFull();
        }

        /** Records what is still gathered. */
        public Tally end() {
            flush();
            return reading.tally();
        }

        private void flushIfFull() {
            if (reading.full()) {
                flush();
            }
        }

        private void flush() {
            patiently(() -> {
                reading.flush();
                return true;
            });
        }

        /**
         * A database that is away is waited for: as on the stream, what has arrived is recorded before more is read.
         *
         * @return empty when it was stopped before the database answered
         */
        private <T> Optional<T> patiently(Supplier<T> asking) {
            Duration pause = FIRST_PAUSE;
            while (true) {
                try {
                    return Optional.of(asking.get());
                } catch (RuntimeException e) {
                    LOG.warnf("the database doesn't answer, trying again in=%s cause=\"%s\"", pause, e.getMessage());
                }
                await(clock.instant().plus(pause));
                if (stopped.getAsBoolean()) {
                    return Optional.empty();
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }

        private void await(Instant due) {
            while (!stopped.getAsBoolean()) {
                Duration left = Duration.between(clock.instant(), due);
                if (left.isNegative() || left.isZero()) {
                    return;
                }
                Duration nap = left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
                LockSupport.parkNanos(this, nap.toNanos());
            }
        }
    }
}
