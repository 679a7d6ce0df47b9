package io.stakeout.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.stakeout.Problem;

/**
 * When the next event of a replay is due: as long after the first as it was in fact, divided by the speed. Events that
 * run backwards are due at once. Not thread-safe.
 */
final class Pace {

    private static final double FASTEST = 1_000_000;

    private final double speed;
    private Instant firstEvent;
    private Instant started;

    private Pace(double speed) {
        this.speed = speed;
    }

    /** @param text a positive number, or {@code max} for no waiting at all */
    static Pace of(String text) {
        if (text.equals("max")) {
            return new Pace(Double.POSITIVE_INFINITY);
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && speed <= FASTEST) {
                return new Pace(speed);
            }
        } catch (NumberFormatException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    Instant due(Optional<Instant> event, Instant now) {
        if (event.isEmpty() || Double.isInfinite(speed)) {
            return now;
        }
        if (firstEvent == null) {
            firstEvent = event.get();
            started = now;
        }
        Duration since = Duration.between(firstEvent, event.get());
        return started.plusMillis((long) (since.toMillis() / speed));
    }

    private static Problem refused(String text) {
        return Problem.invalid(
                "Speed not understood", "\"" + text + "\" is no speed: give a number above 0, such as 10, or max.");
    }
}
