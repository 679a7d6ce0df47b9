package io.stakeout.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;

/**
 * Contenders that take turns on the same payloads, so that whatever else the machine does meets all of them alike. Time
 * is what the thread used of the processor; the median of the rounds counts.
 */
final class Rounds {

    /** Takes all payloads and says how many events matched. */
    interface Contender {
        long run(Workload workload);
    }

    /** Medians for one event. */
    record Figure(double nanos, double bytes, long matches) {}

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int HITS_ROUNDS = 50;

    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private boolean warm;

    Rounds with(String name, Contender contender) {
        contenders.put(name, contender);
        return this;
    }

    /** @param warm rounds before those that count */
    Map<String, Figure> run(Workload workload, int warm, int rounds) {
        Map<String, double[]> nanos = new LinkedHashMap<>();
        Map<String, double[]> bytes = new LinkedHashMap<>();
        Map<String, Figure> figures = new LinkedHashMap<>();
        contenders.keySet().forEach(name -> {
            nanos.put(name, new double[rounds]);
            bytes.put(name, new double[rounds]);
        });
        long thread = Thread.currentThread().getId();
        warm(Workload.ofHits());
        for (int round = -warm; round < rounds; round++) {
            for (var contender : contenders.entrySet()) {
                long allocated = THREADS.getThreadAllocatedBytes(thread);
                long begun = THREADS.getCurrentThreadCpuTime();
                long matches = contender.getValue().run(workload);
                long used = THREADS.getCurrentThreadCpuTime() - begun;
                long made = THREADS.getThreadAllocatedBytes(thread) - allocated;
                if (round >= 0) {
                    nanos.get(contender.getKey())[round] = (double) used / workload.events;
                    bytes.get(contender.getKey())[round] = (double) made / workload.events;
                    figures.put(contender.getKey(), new Figure(0, 0, matches));
                }
            }
        }
        figures.replaceAll(
                (name, figure) -> new Figure(median(nanos.get(name)), median(bytes.get(name)), figure.matches));
        return figures;
    }

    /** Once: what is done with hits is seldom done, and would be measured as it is when it was never compiled. */
    private void warm(Workload hits) {
        if (warm) {
            return;
        }
        warm = true;
        for (int round = 0; round < HITS_ROUNDS; round++) {
            contenders.values().forEach(contender -> contender.run(hits));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
