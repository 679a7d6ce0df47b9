package io.stakeout.drill.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import io.stakeout.drill.world.World;

/**
 * Eventual consistency: a change is read at once, and takes effect when the propagation delay has passed. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html">Changes that I make are not always
 *     immediately visible</a>
 */
final class History {

    private record Version(Instant since, World world) {}

    private final Clock clock;
    private final Duration delay;

    /** The first is in force; the rest are on their way. */
    private final Deque<Version> versions = new ArrayDeque<>();

    History(Clock clock, Duration delay, World first) {
        this.clock = clock;
        this.delay = delay;
        versions.add(new Version(Instant.MIN, first));
    }

    synchronized World newest() {
        return versions.getLast().world();
    }

    synchronized void add(World world) {
        forget();
        versions.add(new Version(clock.instant(), world));
    }

    /** The world as authorisation sees it now. */
    synchronized World effective() {
        forget();
        return versions.getFirst().world();
    }

    private void forget() {
        Instant known = clock.instant().minus(delay);
        while (versions.size() > 1) {
            Version first = versions.removeFirst();
            if (versions.getFirst().since().isAfter(known)) {
                versions.addFirst(first);
                return;
            }
        }
    }
}
