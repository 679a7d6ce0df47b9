package io.stakeout.bench;

import java.util.Map;
import java.util.stream.IntStream;

import static java.util.Comparator.naturalOrder;

/** Measures once what {@link ScannerGatesTest} bounds: prints ratios, each as a name and a number. */
final class ScannerGates {

    private static final int WARM = 5;
    private static final int ROUNDS = 7;
    private static final int TRIES = 3;
    private static final int EVENTS = 4_000;

    private ScannerGates() {}

    public static void main(String[] arguments) {
        Workload large = new Workload(1, 150, EVENTS, 300, 500);
        Workload small = new Workload(2, 150, EVENTS, 5, 20);
        Rounds ten = new Rounds()
                .with("gunzip", Contenders.gunzip())
                .with("live", Contenders.live(Workload.watching(10)))
                .with("ruler", Contenders.eventRuler(Workload.keys(10)));
        Rounds lists = new Rounds()
                .with("one", Contenders.live(Workload.watching(1)))
                .with("many", Contenders.live(Workload.watching(100_000)));
        tell("large", ratio(ten, large, "live", "gunzip"));
        tell("of-ruler", ratio(ten, large, "live", "ruler"));
        tell("bytes", ten.run(large, 0, ROUNDS).get("live").bytes());
        tell("small", ratio(ten, small, "live", "gunzip"));
        tell("many", ratio(lists, large, "many", "one"));
    }

    private static double ratio(Rounds rounds, Workload workload, String one, String other) {
        return IntStream.range(0, TRIES)
                .mapToObj(n -> rounds.run(workload, n == 0 ? WARM : 1, ROUNDS))
                .map(figures -> ratio(figures, one, other))
                .min(naturalOrder())
                .orElseThrow();
    }

    private static double ratio(Map<String, Rounds.Figure> figures, String one, String other) {
        return figures.get(one).nanos() / figures.get(other).nanos();
    }

    private static void tell(String name, double value) {
        System.out.println(name + " " + value);
    }
}
