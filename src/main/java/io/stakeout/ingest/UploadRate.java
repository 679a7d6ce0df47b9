package io.stakeout.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.stakeout.Problem;

/** So many imports a minute and operator. Thread-safe. */
final class UploadRate {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final Map<String, Deque<Instant>> starts = new HashMap<>();

    UploadRate(int most) {
        this.most = most;
    }

    synchronized void take(String who, Instant now) {
        starts.values().removeIf(times -> {
            times.removeIf(time -> !time.plus(WINDOW).isAfter(now));
            return times.isEmpty();
        });
        Deque<Instant> mine = starts.computeIfAbsent(who, name -> new ArrayDeque<>());
        if (mine.size() >= most) {
            Duration wait = Duration.between(now, mine.peekFirst().plus(WINDOW));
            throw Problem.tooMany(
                    "You have started " + most + " imports within a minute; this one was not taken. Try again in "
                            + Math.max(1, wait.toSeconds()) + " s.",
                    wait);
        }
        mine.addLast(now);
    }
}
