package io.stakeout.drill.trail;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Chance that can be had again: what is thrown depends on the seed and on what it is thrown for, never on the order of
 * the throws or on who throws. Stateless.
 */
final class Dice {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long seed;

    Dice(long seed) {
        this.seed = seed;
    }

    /** A sequence of its own for each event, lane and purpose. */
    SplittableRandom of(String what, Lane lane, String purpose) {
        long hash = FNV_OFFSET ^ seed;
        String key = what + '\n' + lane + '\n' + purpose;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash);
    }

    boolean falls(double share, String what, Lane lane, String purpose) {
        return of(what, lane, purpose).nextDouble() < share;
    }

    /** Between the least and the most lag, both included, to the millisecond, before any speed. */
    Duration lag(LaneSettings settings, String what, Lane lane, String purpose) {
        long least = settings.minLag().toMillis();
        long most = settings.maxLag().toMillis();
        return Duration.ofMillis(of(what, lane, purpose).nextLong(least, most + 1));
    }
}
