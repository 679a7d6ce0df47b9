package io.stakeout.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a number of failures: twice as long each time, a random half of it, so that what failed together
 * doesn't come back together. Pure but for its dice; thread-safe when they are.
 *
 * @param dice from 0 to 1
 */
record Backoff(Duration first, Duration most, DoubleSupplier dice) {

    /** @param failures in a row, from 1 */
    Duration after(int failures) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(30, Math.max(0, failures - 1)));
        double whole = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(Math.round(whole / 2 + whole / 2 * dice.getAsDouble()));
    }
}
