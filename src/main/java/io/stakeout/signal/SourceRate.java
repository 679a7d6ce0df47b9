package io.stakeout.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** So many deliveries a minute and source, counted by the minute of the clock. Thread-safe; sources are few and configured. */
final class SourceRate {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Window(Instant begun, int taken) {}

    private final int most;
    private final Map<String, Window> windows = new HashMap<>();

    SourceRate(int most) {
        this.most = most;
    }

    /** How long to wait when it is one too many; empty when it is taken. */
    synchronized Optional<Duration> take(String source, Instant now) {
        Window window = windows.get(source);
        if (window == null || !now.isBefore(window.begun.plus(WINDOW)) || now.isBefore(window.begun)) {
            window = new Window(now, 0);
        }
        if (window.taken >= most) {
            windows.put(source, window);
            return Optional.of(Duration.between(now, window.begun.plus(WINDOW)));
        }
        windows.put(source, new Window(window.begun, window.taken + 1));
        return Optional.empty();
    }
}
