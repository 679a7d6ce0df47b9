package io.stakeout.ingest;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

import io.stakeout.incident.Lane;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.ingest.scan.Fault;

/** Events that are no CloudTrail records, gathered by a reading and not told yet. Not thread-safe: one per reading. */
final class Tidings {

    private record Gathered(FindingIntake intake, byte[] event, Instant arrivedAt) {}

    private final List<FindingIntake> intakes;
    private final Deque<Gathered> waiting = new ArrayDeque<>();

    Tidings(List<FindingIntake> intakes) {
        this.intakes = intakes;
    }

    void add(byte[] event, Instant arrivedAt) {
        intakes.forEach(intake -> waiting.add(new Gathered(intake, event, arrivedAt)));
    }

    int size() {
        return waiting.size();
    }

    /**
     * Tells them in order. What the database doesn't take now stays for the next time; what it will never take, or nobody
     * can read, goes to {@code refused}, so that it can't stand in the way.
     */
    void tell(BiConsumer<Lane, Fault> refused) {
        while (!waiting.isEmpty()) {
            Gathered next = waiting.peekFirst();
            try {
                next.intake()
                        .finding(next.event(), next.arrivedAt())
                        .ifPresent(why -> refused.accept(Lane.EB, new Fault(why, next.event())));
            } catch (RecordingFailed e) {
                if (!e.dataRefused()) {
                    throw e;
                }
                refused.accept(Lane.EB, new Fault("the database refuses what an event says", next.event()));
            }
            waiting.removeFirst();
        }
    }
}
