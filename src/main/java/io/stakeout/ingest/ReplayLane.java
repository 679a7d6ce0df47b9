package io.stakeout.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.ingest.scan.Fault;

/**
 * Plays envelopes as if they came from the stream, on the caller's thread: each when it is due, recorded at once when
 * nothing else is due yet.
 */
@ApplicationScoped
public class ReplayLane {

    private static final Duration LONGEST_NAP = Duration.ofMillis(250);

    private final Intake intake;
    private final CensusLedger ledger;
    private final Clock clock;

    ReplayLane(Intake intake, CensusLedger ledger, Clock clock) {
        this.intake = intake;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Starts a performance; {@code stopped} is asked while waiting. */
    public Performance start(String origin, BooleanSupplier stopped) {
        return new Performance(intake.live(origin), stopped);
    }

    /** One replay, used by one thread. */
    public final class Performance {

        private final LiveReading reading;
        private final BooleanSupplier stopped;
        private final Patience patience;

        private Performance(LiveReading reading, BooleanSupplier stopped) {
            this.reading = reading;
            this.stopped = stopped;
            this.patience = new Patience(stopped, why -> {});
        }

        /** Waits until the envelope is due, then takes it; does nothing once stopped. */
        public void play(byte[] envelope, Instant due) {
            if (clock.instant().isBefore(due)) {
                flush();
                await(due);
            }
            if (!stopped.getAsBoolean() && patience.until(reading::ready).isPresent()) {
                reading.take(envelope);
                flushIfFull();
            }
        }

        /** Takes what could not be read as an envelope. */
        void fault(Fault fault) {
            reading.fault(fault);
            flushIfFull();
        }

        /** Records what is still gathered, and writes down who was active: afterwards caps in percent know of it. */
        public Tally end() {
            flush();
            ledger.flush();
            return reading.tally();
        }

        private void flushIfFull() {
            if (reading.full()) {
                flush();
            }
        }

        /** Records what is gathered, without waiting for more. */
        public void flush() {
            patience.until(() -> {
                reading.flush();
                return true;
            });
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
