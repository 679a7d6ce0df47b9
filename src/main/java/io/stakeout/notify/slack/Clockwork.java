package io.stakeout.notify.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people in an incident read them: UTC, always said so, never "a minute ago" in what nobody edits again. */
final class Clockwork {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;

    private Clockwork() {}

    static String second(Instant at) {
        return SECOND.format(at);
    }

    static String day(Instant at) {
        return DAY.format(at) + " UTC";
    }

    /** {@code 6 s}, {@code 2m 51s}, {@code 3h 4m}. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        return seconds < HOUR
                ? seconds / MINUTE + "m " + seconds % MINUTE + "s"
                : seconds / HOUR + "h " + seconds % HOUR / MINUTE + "m";
    }
}
