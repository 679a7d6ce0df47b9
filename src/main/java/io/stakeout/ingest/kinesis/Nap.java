package io.stakeout.ingest.kinesis;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A pause on the caller's thread that ends early when it is told to stop, and that an interrupt doesn't end. */
final class Nap {

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private Nap() {}

    static void of(Duration pause, BooleanSupplier stopped) {
        boolean interrupted = false;
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && !stopped.getAsBoolean(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(Nap.class, Math.min(left, LOOK_NANOS));
            // an interrupted thread would not be parked at all
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
