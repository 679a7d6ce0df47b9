package io.stakeout.web.pages;

/** Durations as every page writes them: 12 s, 3m 12s, 2h 05m, 3d 4h. */
final class Spans {

    private Spans() {}

    static String of(long seconds) {
        long s = Math.max(0, seconds);
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return "%dm %02ds".formatted(s / 60, s % 60);
        }
        return s < 86_400
                ? "%dh %02dm".formatted(s / 3600, s % 3600 / 60)
                : "%dd %dh".formatted(s / 86_400, s % 86_400 / 3600);
    }
}
