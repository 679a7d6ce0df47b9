package io.stakeout.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Durations in nanoseconds, and what is said of them. */
final class Latencies {

    private final long[] sorted;

    Latencies(List<Long> nanos) {
        this.sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    double millis(double percentile) {
        int index = (int) Math.ceil(percentile / 100 * sorted.length) - 1;
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, index)] / 1e6;
    }

    int count() {
        return sorted.length;
    }

    /** Cells of a markdown table: number, p50, p95, p99, most. */
    String cells() {
        return String.format(
                Locale.ROOT,
                "%d | %.1f ms | %.1f ms | %.1f ms | %.1f ms",
                sorted.length,
                millis(50),
                millis(95),
                millis(99),
                millis(100));
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
