package io.stakeout.notify;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How stubbornly rows are brought out.
 *
 * @param attempts of a row before it is a dead letter
 * @param rows the pauses of one row
 * @param channels the pauses of a channel that doesn't say for how long it is down
 * @param lease of a claim
 * @param late what has waited longer goes together, or is left to the digest
 */
record Tenacity(int attempts, Backoff rows, Backoff channels, Duration lease, Duration late) {

    /** No remote is believed that it wants a longer pause. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    static Tenacity of(NotifyConfig config) {
        DoubleSupplier dice = () -> ThreadLocalRandom.current().nextDouble();
        return new Tenacity(
                config.attempts(),
                new Backoff(config.firstPause(), config.longestPause(), dice),
                new Backoff(config.firstPause(), config.channelPause(), dice),
                config.lease(),
                config.late());
    }

    /** Whether so many attempts are all there are. */
    boolean exhausted(int attempt) {
        return attempt >= attempts;
    }

    Duration pause(Delivery.Later later, int attempt) {
        Duration own = rows.after(attempt);
        Duration wanted = bounded(later.pause().orElse(own));
        return wanted.compareTo(own) > 0 ? wanted : own;
    }

    Duration pause(Delivery.Paused paused, int pauses) {
        return bounded(paused.pause().orElseGet(() -> channels.after(pauses)));
    }

    static Duration bounded(Duration wanted) {
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
    }
}
