package io.stakeout.notify.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast this process calls Slack: each method by its own rate, messages by their channel, and not at all before Slack
 * wants to hear from us again. Never waits: it says how long to. Several nodes each keep to it; where they exceed it
 * together, Slack says so and all obey. Thread-safe.
 */
final class SlackPace {

    /** So many channels are remembered; an old one has long had its second. */
    private static final int MOST = 1_000;

    /** Whoever was sent away comes back within this, or has lost the precedence. */
    private static final Duration BACK = Duration.ofSeconds(3);

    private record Lane(SlackMethod method, String channel) {}

    private final Clock clock;
    /** When the next call would be due if calls came evenly. */
    private final Map<Lane, Instant> due = new HashMap<>();

    private final Map<SlackMethod, Instant> stopped = new HashMap<>();

    /** Where something urgent was sent away, until when it is waited for. */
    private final Map<Lane, Instant> wanted = new HashMap<>();

    SlackPace(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes a turn. When it isn't one's turn, none is taken, and how long to wait is said.
     *
     * @param urgent whether it goes first: where something urgent was sent away, what has time is too until that was there
     */
    synchronized Optional<Duration> take(SlackMethod method, String channel, boolean urgent) {
        Instant now = clock.instant();
        Instant until = stopped.getOrDefault(method, Instant.MIN);
        if (until.isAfter(now)) {
            return Optional.of(Duration.between(now, until));
        }
        Lane lane = new Lane(method, method.perChannel() ? channel : "");
        Instant next = due.getOrDefault(lane, now);
        Instant from = next.minus(method.interval().multipliedBy(method.burst() - 1L));
        if (from.isAfter(now)) {
            Duration wait = Duration.between(now, from);
            if (urgent) {
                wanted.put(lane, now.plus(wait).plus(BACK));
            }
            return Optional.of(wait);
        }
        if (!urgent && wanted.getOrDefault(lane, Instant.MIN).isAfter(now)) {
            return Optional.of(method.interval());
        }
        forgetOld(now);
        wanted.remove(lane);
        due.put(lane, (next.isBefore(now) ? now : next).plus(method.interval()));
        return Optional.empty();
    }

    /** Slack doesn't want to hear this method for so long. */
    synchronized void stop(SlackMethod method, Duration wait) {
        stopped.merge(method, clock.instant().plus(wait), (a, b) -> a.isAfter(b) ? a : b);
    }

    private void forgetOld(Instant now) {
        if (due.size() >= MOST) {
            due.values().removeIf(next -> !next.isAfter(now));
            wanted.values().removeIf(until -> !until.isAfter(now));
        }
    }
}
