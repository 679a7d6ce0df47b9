package io.stakeout.drill.cloud;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.stakeout.drill.trail.ApiEvent;

/** All calls in the order of their answers. Thread-safe; bounded, the oldest go first and are counted. */
public final class Journal {

    /**
     * One call.
     *
     * @param actor who of the cast made it; empty when somebody else did
     * @param told whether a lane carried it: not while no trail logged
     */
    public record Line(ApiEvent event, String actor, boolean told) {}

    /** Some 100 MB. */
    private static final int MOST = 40_000;

    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private final List<String> notImplemented = new CopyOnWriteArrayList<>();
    private long forgotten;

    synchronized void add(Line line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
            forgotten++;
        }
        lines.add(line);
    }

    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** What CloudTrail was told, in order. */
    public List<ApiEvent> events() {
        return lines().stream().map(Line::event).toList();
    }

    /** How many calls are no longer in {@link #lines()}. */
    public synchronized long forgotten() {
        return forgotten;
    }

    void refused(String call) {
        if (notImplemented.size() < 1_000) {
            notImplemented.add(call);
        }
    }

    /** Calls that this cloud doesn't know, as {@code api:operation}, at most 1,000. */
    public List<String> notImplemented() {
        return List.copyOf(notImplemented);
    }
}
