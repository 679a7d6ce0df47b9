package io.stakeout.cloudtrail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The date formats of CloudTrail: ISO-8601 ({@code eventTime}, {@code creationDate}), {@code 2019-01-01 00:00:00} (as
 * log tools re-write it), and {@code Jul 10, 2023, 6:30:22 PM} or {@code Aug 1, 2024 1:33:28 PM} (STS and IAM
 * responses). Without an offset it is UTC.
 */
final class EventTimes {

    private static final int MAX_LENGTH = 64;
    /** Zeros stand for any digit. */
    private static final String USUAL = "0000-00-00T00:00:00Z";

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final List<DateTimeFormatter> FORMATS = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral(' ')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .toFormatter(Locale.ROOT),
            english("MMM d, uuuu[,] h:mm:ss a"));

    private EventTimes() {}

    /** Empty when it is none of the formats or outside of the years 1970 to 9999, which the database could not keep. */
    static Optional<Instant> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = text.strip();
        return usual(plain)
                .or(() -> FORMATS.stream()
                        .flatMap(format -> tryFormat(format, plain).stream())
                        .findFirst())
                .filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST));
    }

    /** As AWS writes it in each record, {@code 2023-07-10T11:42:18Z}: without a formatter, which costs more than the rest. */
    private static Optional<Instant> usual(String text) {
        if (!isUsual(text)) {
            return Optional.empty();
        }
        try {
            int year = 100 * two(text, 0) + two(text, 2);
            return Optional.of(
                    LocalDateTime.of(year, two(text, 5), two(text, 8), two(text, 11), two(text, 14), two(text, 17))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(String text) {
        for (int i = 0; i < USUAL.length(); i++) {
            char wanted = USUAL.charAt(i);
            char c = i < text.length() ? text.charAt(i) : 0;
            if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return text.length() == USUAL.length();
    }

    private static int two(String digits, int at) {
        return 10 * (digits.charAt(at) - '0') + digits.charAt(at + 1) - '0';
    }

    private static Optional<Instant> tryFormat(DateTimeFormatter format, String text) {
        try {
            var read = format.parseBest(text, Instant::from, LocalDateTime::from);
            return Optional.of(read instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) read);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter english(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }
}
