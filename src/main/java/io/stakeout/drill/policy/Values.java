package io.stakeout.drill.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Reads the values of conditions; empty for what isn't one. */
final class Values {

    /** Exponents are left out: 1e999999999 is a short text and a very long number. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{5,12}");

    private Values() {}

    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** In seconds since 1970, or as https://www.w3.org/TR/NOTE-datetime has it: a year, a month, a day, or with a time. */
    static Optional<Instant> date(String text) {
        if (EPOCH_SECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        try {
            return Optional.of(iso(text));
        } catch (DateTimeException e) {
            // not a date, and so it matches nothing
            return Optional.empty();
        }
    }

    private static Instant iso(String text) {
        if (text.indexOf('T') >= 0) {
            return OffsetDateTime.parse(text).toInstant();
        }
        LocalDate day = switch (text.length()) {
            case 4 -> Year.parse(text).atDay(1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
        };
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static boolean sameBytes(String expected, String actual) {
        Optional<byte[]> bytes = bytes(expected);
        Optional<byte[]> others = bytes(actual);
        return bytes.isPresent() && others.isPresent() && Arrays.equals(bytes.get(), others.get());
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            // not base64, and so it matches nothing
            return Optional.empty();
        }
    }

    /** @param order what the actual value must be to the expected one: negative for less */
    static <T extends Comparable<T>> boolean compare(Optional<T> expected, Optional<T> actual, IntPredicate order) {
        return expected.isPresent()
                && actual.isPresent()
                && order.test(actual.get().compareTo(expected.get()));
    }
}
