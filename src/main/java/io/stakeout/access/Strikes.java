package io.stakeout.access;

import java.time.Duration;
import java.time.Instant;

/**
 * Failures of one account, address or pair.
 *
 * @param count failures since the last lock
 * @param locks how often it was locked
 */
record Strikes(int count, int locks, Instant lockedUntil, Instant last) {

    private static final Duration FORGET = Duration.ofHours(24);

    /**
     * @param first failures before the first lock
     * @param again failures before each further one
     * @param lock the first lock; each further one doubles
     * @param longest up to this
     */
    record Limit(int first, int again, Duration lock, Duration longest) {

        Duration lock(int locksBefore) {
            Duration grown = lock.multipliedBy(1L << Math.min(locksBefore, 20));
            return grown.compareTo(longest) > 0 ? longest : grown;
        }
    }

    static Strikes none(Instant now) {
        return new Strikes(0, 0, Instant.EPOCH, now);
    }

    Duration wait(Instant now) {
        Duration left = Duration.between(now, lockedUntil);
        return left.isNegative() ? Duration.ZERO : left;
    }

    Strikes strike(Instant now, Limit limit) {
        Strikes seen = remembered(now, limit);
        int next = seen.count + 1;
        boolean locks = next >= (seen.locks == 0 ? limit.first() : limit.again());
        return locks
                ? new Strikes(0, seen.locks + 1, now.plus(limit.lock(seen.locks)), now)
                : new Strikes(next, seen.locks, seen.lockedUntil, now);
    }

    /** Takes back the newest strike: it was no failure. */
    Strikes pardon(Limit limit) {
        return count > 0
                ? new Strikes(count - 1, locks, lockedUntil, last)
                : new Strikes(
                        Math.max(0, (locks <= 1 ? limit.first() : limit.again()) - 1),
                        Math.max(0, locks - 1),
                        Instant.EPOCH,
                        last);
    }

    private Strikes remembered(Instant now, Limit limit) {
        Instant quietSince = lockedUntil.isAfter(last) ? lockedUntil : last;
        Duration keep = locks > 0 ? FORGET : limit.lock();
        return now.isAfter(quietSince.plus(keep)) ? none(now) : this;
    }
}
