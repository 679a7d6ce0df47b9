package io.stakeout.notify;

import java.time.Duration;

/**
 * How a channel follows the logs of incidents.
 *
 * @param every what waits is told this long after the last digest at the latest
 * @param early so many waiting entries are told sooner
 * @param floor but never sooner than this after the last digest
 * @param most how many entries a digest carries at most
 * @param whole whether a digest has each entry; then one ends after {@code most}, the next follows at once, and a retry has
 *     exactly the same. Else a digest counts everything up to the head, carries the most telling {@code most} of it, and a
 *     retry may count more
 * @param linesEvery least time between two {@link Priority#IMMEDIATE} lines of one incident and target; those that wait
 *     meanwhile are folded into the next, since the digest tells them
 */
public record StreamTerms(Duration every, int early, Duration floor, int most, boolean whole, Duration linesEvery) {

    public static final int MOST_ENTRIES = 500;

    public StreamTerms {
        if (early < 1 || most < 1 || most > MOST_ENTRIES || floor.compareTo(every) > 0 || linesEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "no terms of a stream: " + every + " " + early + " " + floor + " " + most);
        }
    }

    /** For people: counts and some lines. */
    public static StreamTerms summary(Duration every, int early, Duration floor, int lines, Duration linesEvery) {
        return new StreamTerms(every, early, floor, lines, false, linesEvery);
    }

    /** For machines: each entry, in order and without a hole. */
    public static StreamTerms whole(Duration every, int most) {
        return new StreamTerms(every, most, Duration.ZERO, most, true, Duration.ZERO);
    }
}
