package io.stakeout.drill.cast;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The rhythm of one of the cast: pauses of about a length, from a seed, shorter with speed; over when the drill ends. */
final class Pulse {

    /** Thrown out of a script when the drill ends. */
    static final class Over extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Over() {
            super("the drill has ended", null, false, false);
        }
    }

    private final Random random;
    private final double speed;
    private final CountDownLatch over;

    Pulse(long seed, double speed, CountDownLatch over) {
        this.random = new Random(seed);
        this.speed = speed;
        this.over = over;
    }

    /** Waits for 60 % to 140 % of a time. */
    void pause(Duration about) {
        double share = 0.6 + 0.8 * random.nextDouble();
        long nanos = (long) (about.toNanos() * share / speed);
        try {
            if (over.await(nanos, TimeUnit.NANOSECONDS)) {
                throw new Over();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Over();
        }
    }

    void seconds(double about) {
        pause(Duration.ofMillis((long) (about * 1_000)));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
