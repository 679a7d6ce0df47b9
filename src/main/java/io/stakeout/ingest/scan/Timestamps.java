package io.stakeout.ingest.scan;

/**
 * CloudTrail's {@code eventTime}, {@code 2023-07-10T11:42:18Z}, without allocation. Remembers the last one, since events
 * come in bursts. Not thread-safe.
 */
final class Timestamps {

    private static final int LENGTH = 20;
    private static final long DAY = 86_400;
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private long first;
    private long second;
    private int third;
    private long last = Sighting.UNKNOWN;

    /** As {@link #millis}. */
    long of(byte[] bytes, int from, int to) {
        if (to - from != LENGTH) {
            return millis(bytes, from, to);
        }
        long date = Swar.word(bytes, from);
        long hours = Swar.word(bytes, from + 8);
        int seconds = (int) Swar.word(bytes, from + 16);
        if (last == Sighting.UNKNOWN || date != first || hours != second || seconds != third) {
            last = millis(bytes, from, to);
            first = date;
            second = hours;
            third = seconds;
        }
        return last;
    }

    /**
     * Milliseconds since 1970, {@link Sighting#UNKNOWN} for an empty range.
     *
     * @throws Unexpected when it has another form, or is no moment since 1970
     */
    static long millis(byte[] bytes, int from, int to) {
        if (from == to) {
            return Sighting.UNKNOWN;
        }
        require(to - from == LENGTH && bytes[from + 4] == '-' && bytes[from + 7] == '-' && bytes[from + 10] == 'T');
        require(bytes[from + 13] == ':' && bytes[from + 16] == ':' && bytes[from + 19] == 'Z');
        int year = 100 * two(bytes, from, 99) + two(bytes, from + 2, 99);
        int month = two(bytes, from + 5, 12);
        int day = two(bytes, from + 8, 31);
        require(year >= 1970 && month > 0 && day > 0 && day <= days(year, month));
        long time = 3_600L * two(bytes, from + 11, 23) + 60L * two(bytes, from + 14, 59) + two(bytes, from + 17, 59);
        return 1_000 * (DAY * epochDay(year, month, day) + time);
    }

    private static int two(byte[] bytes, int at, int most) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        int number = 10 * tens + ones;
        require(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && number <= most);
        return number;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && !leap ? 28 : DAYS[month - 1];
    }

    /** Days since 1970 of the proleptic Gregorian calendar, counted in years that begin in March. */
    private static long epochDay(int year, int month, int day) {
        long years = month <= 2 ? year - 1 : year;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return 365 * years + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468;
    }

    private static void require(boolean understood) {
        if (!understood) {
            throw Unexpected.HERE;
        }
    }
}
