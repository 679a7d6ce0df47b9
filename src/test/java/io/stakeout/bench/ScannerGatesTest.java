package io.stakeout.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What scanning may cost at most, as ratios of contenders that take turns: the short form of {@link ScannerBenchmark},
 * with gates that are looser than its goals. Measured in processes of their own, since one that compiled the code in an
 * unlucky way keeps it, and a neighbour on the machine can spoil some of them.
 */
class ScannerGatesTest {

    private static final int PROCESSES = 6;
    private static final Map<String, Double> GATES =
            Map.of("large", 1.6, "small", 1.6, "of-ruler", 1 / 3.2, "bytes", 16.0, "many", 1.3);

    @TempDir
    Path directory;

    @Test
    void scanningCostsLittleMoreThanToInflateAndFarLessThanARuleEngine() throws Exception {
        Map<String, Double> best = new HashMap<>();
        for (int n = 0; n < PROCESSES && !within(best); n++) {
            measured().forEach((name, value) -> best.merge(name, value, Math::min));
        }
        assertThat(best).containsOnlyKeys(GATES.keySet());
        GATES.forEach((name, gate) -> assertThat(best.get(name)).as(name).isLessThanOrEqualTo(gate));
    }

    private static boolean within(Map<String, Double> best) {
        return GATES.entrySet().stream()
                .allMatch(gate -> best.getOrDefault(gate.getKey(), Double.MAX_VALUE) <= gate.getValue());
    }

    private Map<String, Double> measured() throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        ScannerGates.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        Map<String, Double> values = new HashMap<>();
        for (String line : Files.readAllLines(output)) {
            List<String> words = List.of(line.split(" "));
            if (words.size() == 2 && GATES.containsKey(words.get(0))) {
                values.put(words.get(0), Double.valueOf(words.get(1)));
            }
        }
        return values;
    }

    @Test
    void everyContenderFindsTheSame() {
        Workload workload = new Workload(2, 150, 4_000, 5, 20);
        Set<String> keys = Set.of(Workload.keys(10));
        Rounds rounds = new Rounds()
                .with("live", Contenders.live(Workload.watching(10)))
                .with("second look", Contenders.again(Workload.watching(10)))
                .with("streaming", Contenders.jacksonStreaming(keys))
                .with("tree", Contenders.jacksonTree(keys))
                .with("event-ruler", Contenders.eventRuler(Workload.keys(10)));
        rounds.run(workload, 0, 1)
                .values()
                .forEach(figure ->
                        assertThat(figure.matches()).isEqualTo(workload.hits()).isPositive());
    }
}
