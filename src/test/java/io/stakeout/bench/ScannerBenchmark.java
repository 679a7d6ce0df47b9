package io.stakeout.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

/** What scanning costs, as a table: see {@code docs/benchmarks.md}. Takes a few minutes. */
public final class ScannerBenchmark {

    private static final PrintStream OUT = System.out;
    private static final int WARM = Integer.getInteger("stakeout.bench.warm", 6);
    private static final int ROUNDS = Integer.getInteger("stakeout.bench.rounds", 11);
    private static final int EVENTS = Integer.getInteger("stakeout.bench.events", 10_000);
    private static final String FLOOR = "gunzip only";

    private ScannerBenchmark() {}

    public static void main(String[] arguments) {
        Workload large = new Workload(1, 150, EVENTS, 300, 500);
        Workload small = new Workload(2, 150, EVENTS, 5, 20);
        describe("large", large);
        describe("small", small);
        contenders("large payloads (300 to 500 events)", large);
        contenders("small payloads (5 to 20 events)", small);
        lists(large);
        loading();
    }

    private static void describe(String name, Workload workload) {
        OUT.printf(
                "%s: %d events in %d payloads, record p50 %d B, p99 %d B, %.0f B gzipped an event, %d hits%n",
                name,
                workload.events,
                workload.payloads.size(),
                workload.percentile(50),
                workload.percentile(99),
                workload.compressedPerEvent(),
                workload.hits());
    }

    private static void contenders(String title, Workload workload) {
        Watchlist ten = Workload.watching(10);
        String[] keys = Workload.keys(10);
        Map<String, Rounds.Figure> figures = new Rounds()
                .with(FLOOR, Contenders.gunzip())
                .with("stakeout, live", Contenders.live(ten))
                .with("stakeout, second look", Contenders.again(ten))
                .with("Jackson streaming, early exit", Contenders.jacksonStreaming(Set.of(keys)))
                .with("Jackson tree", Contenders.jacksonTree(Set.of(keys)))
                .with("event-ruler 2.1, a rule per identifier", Contenders.eventRuler(keys))
                .run(workload, WARM, ROUNDS);
        print(title + ", 10 identifiers", workload, figures);
    }

    private static void lists(Workload workload) {
        Rounds rounds = new Rounds().with(FLOOR, Contenders.gunzip());
        for (int size : new int[] {1, 10, 1_000, 100_000}) {
            rounds.with("stakeout, live, " + size, Contenders.live(Workload.watching(size)));
        }
        rounds.with("event-ruler 2.1, 100000", Contenders.eventRuler(Workload.keys(100_000)));
        print("by size of the watchlist, large payloads", workload, rounds.run(workload, WARM, ROUNDS));
    }

    private static void print(String title, Workload workload, Map<String, Rounds.Figure> figures) {
        OUT.printf(
                "%n%s%n%n| contender | x gunzip | ns an event | bytes allocated an event |%n|---|---|---|---|%n",
                title);
        double floor = figures.get(FLOOR).nanos();
        figures.forEach((name, figure) -> {
            OUT.printf("| %s | %.2f | %.0f | %.1f |%n", name, figure.nanos() / floor, figure.nanos(), figure.bytes());
            if (figure.matches() != workload.hits()) {
                throw new IllegalStateException(name + " found " + figure.matches() + " of " + workload.hits());
            }
        });
    }

    /** What is left of the contenders is thrown away before, so that nobody pays for another's garbage. */
    private static void loading() {
        List<Watch> watches = Workload.watches(100_000);
        Watchlist.of(watches);
        System.gc();
        long begun = System.nanoTime();
        Watchlist list = Watchlist.of(watches);
        long ours = System.nanoTime() - begun;
        System.gc();
        begun = System.nanoTime();
        Contenders.machine(Workload.keys(100_000));
        long ruler = System.nanoTime() - begun;
        OUT.printf(
                "%nLoading 100,000 identifiers: stakeout %d ms (%d values), event-ruler %d ms%n",
                ours / 1_000_000, list.identifiers().size(), ruler / 1_000_000);
    }
}
