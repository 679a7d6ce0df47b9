package io.stakeout.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.stakeout.ingest.CountedScan;
import io.stakeout.ingest.scan.Inflation;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.testing.WellFormed;
import io.stakeout.watch.Lookback;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

/**
 * What the lookback holds, what a second look costs, and what it does to the live way meanwhile: see {@code
 * docs/benchmarks.md}. Takes about a minute.
 */
public final class LookbackBenchmark {

    private static final PrintStream OUT = System.out;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long MOST_BYTES = 256L << 20;
    private static final Instant BEGUN = Instant.parse("2023-07-10T12:00:00Z");
    private static final int EVENTS_PER_SECOND = 1_000;
    private static final int ROUNDS = 7;

    private final Workload workload = new Workload(1, 150, 50_000, 300, 500);
    private final Lookback lookback = new Lookback(MOST_BYTES, Duration.ofHours(1));

    public static void main(String[] arguments) throws InterruptedException {
        LookbackBenchmark benchmark = new LookbackBenchmark();
        benchmark.fill();
        benchmark.looks();
        benchmark.liveMeanwhile();
    }

    /** Copies of the payloads, so that each lies elsewhere in memory, until the first is dropped. */
    private void fill() {
        Scanner scanner = Scanner.remembering();
        WellFormed nothing = new WellFormed();
        long events = 0;
        int blocks = 0;
        while (lookback.extent().blocks() == blocks) {
            byte[] data =
                    workload.payloads.get(blocks % workload.payloads.size()).clone();
            Instant at = BEGUN.plusMillis(events * 1_000 / EVENTS_PER_SECOND);
            long before = scanner.events();
            Lookback.Block block = lookback.append(data, at, at);
            scanner.scan(data, Watchlist.empty(), nothing);
            block.identities(scanner.identities());
            events += scanner.events() - before;
            blocks++;
        }
        Lookback.Extent held = lookback.extent();
        OUT.printf(
                "held: %d blocks, %d MB, %.1f minutes at %d events/s%n",
                held.blocks(), held.bytes() >> 20, events / 60.0 / EVENTS_PER_SECOND, EVENTS_PER_SECOND);
    }

    private void looks() {
        Inflation inflation = new Inflation();
        Runnable gunzip = () -> lookback.blocks().forEach(block -> inflation.open(block.data()));
        Runnable everywhere = look(Workload.watching(1));
        Runnable nowhere = look(Watchlist.of(List.of(
                new Watch(1, Suspect.of("access-key", "ASIANOBODYKNOWSTHIS0", null)),
                new Watch(1, Suspect.of("principal-id", "AROANOBODYKNOWSTHIS0:session", null)),
                new Watch(
                        1, Suspect.of("principal-arn", "arn:aws:sts::999900001111:assumed-role/nobody/knows", null)))));
        double[][] seconds = new double[3][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            int i = 0;
            for (Runnable one : List.of(gunzip, everywhere, nowhere)) {
                long begun = THREADS.getCurrentThreadCpuTime();
                one.run();
                if (round >= 0) {
                    seconds[i][round] = (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
                }
                i++;
            }
        }
        double floor = median(seconds[0]);
        OUT.printf(
                "gunzip all: %.2f s; look for one who made 1 call in 1,000: %.2f s, %.2f x; for three who are in none: %.2f s, %.2f x%n",
                floor, median(seconds[1]), median(seconds[1]) / floor, median(seconds[2]), median(seconds[2]) / floor);
    }

    /** As a second look does it, but for writing. */
    private Runnable look(Watchlist fresh) {
        Scanner scanner = new Scanner();
        WellFormed nothing = new WellFormed();
        return () -> lookback.blocks().stream()
                .filter(block -> block.mayConcern(fresh.identifiers()))
                .forEach(block -> scanner.scan(block.data(), fresh, nothing));
    }

    private void liveMeanwhile() throws InterruptedException {
        CountedScan live = new CountedScan(Workload.watching(10));
        perPayload(live);
        long[] alone = perPayload(live);
        AtomicBoolean stop = new AtomicBoolean();
        Thread looking = new Thread(
                () -> {
                    Runnable look = look(Workload.watching(1));
                    while (!stop.get()) {
                        look.run();
                    }
                },
                "looking-back");
        looking.start();
        long[] meanwhile = perPayload(live);
        stop.set(true);
        looking.join();
        OUT.printf(
                "live, a payload of 300 to 500 events: p50 %d us, p99 %d us alone; p50 %d us, p99 %d us during a look%n",
                at(alone, 50), at(alone, 99), at(meanwhile, 50), at(meanwhile, 99));
    }

    /** Microseconds, ascending. */
    private long[] perPayload(CountedScan live) {
        List<Long> micros = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (byte[] payload : workload.payloads) {
                long begun = System.nanoTime();
                live.scan(payload);
                micros.add((System.nanoTime() - begun) / 1_000);
            }
        }
        return micros.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static long at(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / 100];
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
