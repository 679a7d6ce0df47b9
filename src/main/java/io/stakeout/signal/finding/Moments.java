package io.stakeout.signal.finding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The ways in which detectors write a moment: ISO-8601 with an offset (GuardDuty, Security Hub, Macie), RFC 1123 (AWS
 * Health), and milliseconds since 1970 (Trusted Advisor, as a string; OCSF, as a number).
 */
final class Moments {

    private static final int MAX_LENGTH = 64;
    private static final Pattern MILLIS = Pattern.compile("\\d{11,15}");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final List<Function<String, Instant>> WAYS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));

    private Moments() {}

    /** Empty when it is none of them, or outside of the years 1970 to 9999, which the database could not keep. */
    static Optional<Instant> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = text.strip();
        Optional<Instant> moment = MILLIS.matcher(plain).matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(plain)))
                : WAYS.stream().flatMap(way -> tried(way, plain).stream()).findFirst();
        return moment.filter(at -> !at.isBefore(Instant.EPOCH) && !at.isAfter(LAST));
    }

    private static Optional<Instant> tried(Function<String, Instant> way, String text) {
        try {
            return Optional.of(way.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
