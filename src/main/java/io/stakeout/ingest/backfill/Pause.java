package io.stakeout.ingest.backfill;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits between two calls; tests don't. */
@FunctionalInterface
interface Pause {

    Duration NAP = Duration.ofMillis(100);

    void of(Duration length);

    /** On the caller's thread, ended early when told to stop. */
    static Pause until(BooleanSupplier stopped) {
        return length -> {
            long end = System.nanoTime() + length.toNanos();
            while (!stopped.getAsBoolean() && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(stopped, Math.min(NAP.toNanos(), Math.max(1, end - System.nanoTime())));
            }
        };
    }
}
