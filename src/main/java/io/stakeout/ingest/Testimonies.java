package io.stakeout.ingest;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.CallWitness;
import io.stakeout.incident.Lane;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.ingest.scan.Fault;

/** Calls that witnesses have to know of, gathered by a reading and not told yet. Not thread-safe: one per reading. */
final class Testimonies {

    private record Gathered(CallWitness witness, CloudTrailRecord record, Lane lane, Instant arrivedAt) {}

    private final List<CallWitness> witnesses;
    private final Deque<Gathered> waiting = new ArrayDeque<>();

    Testimonies(List<CallWitness> witnesses) {
        this.witnesses = witnesses;
    }

    void look(CloudTrailRecord record, Lane lane, Instant arrivedAt) {
        for (CallWitness witness : witnesses) {
            if (witness.concerns(record)) {
                waiting.add(new Gathered(witness, record, lane, arrivedAt));
            }
        }
    }

    int size() {
        return waiting.size();
    }

    /**
     * Tells them in order. What the database doesn't take now stays for the next time; what it will never take goes to
     * {@code refused}, so that it can't stand in the way.
     */
    void tell(BiConsumer<Lane, Fault> refused) {
        while (!waiting.isEmpty()) {
            Gathered next = waiting.peekFirst();
            try {
                next.witness().record(next.record(), next.lane(), next.arrivedAt());
            } catch (RecordingFailed e) {
                if (!e.dataRefused()) {
                    throw e;
                }
                refused.accept(
                        next.lane(),
                        new Fault(
                                "the database refuses what a call means",
                                next.record().raw()));
            }
            waiting.removeFirst();
        }
    }
}
