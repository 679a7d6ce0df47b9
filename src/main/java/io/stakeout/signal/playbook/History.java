package io.stakeout.signal.playbook;

import java.util.Map;

import io.stakeout.incident.Verdict;

/**
 * What is known of the same principal and pattern from before.
 *
 * @param seen how often it was told earlier
 * @param verdicts how often each verdict was given, by its id ({@code benign})
 */
public record History(int seen, Map<String, Integer> verdicts) {

    public static final History NONE = new History(0, Map.of());

    public History {
        verdicts = Map.copyOf(verdicts);
    }

    int of(Verdict verdict) {
        return verdicts.getOrDefault(verdict.id(), 0);
    }
}
