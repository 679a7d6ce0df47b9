package io.stakeout.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Alarm;
import io.stakeout.incident.Lane;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.ingest.pipe.PipeWatch;
import io.stakeout.ingest.scan.Fault;

/** Alarms about our own pipeline that a reading has gathered and not raised yet. Not thread-safe: one per reading. */
final class PipeAlarms {

    private record Gathered(Alarm alarm, Lane lane, byte[] record) {}

    private final PipeWatch watch;
    private final Deque<Gathered> waiting = new ArrayDeque<>();

    PipeAlarms(PipeWatch watch) {
        this.watch = watch;
    }

    void look(CloudTrailRecord record, Lane lane) {
        watch.judge(record).ifPresent(alarm -> waiting.add(new Gathered(alarm, lane, record.raw())));
    }

    int size() {
        return waiting.size();
    }

    /**
     * Raises them in order. What the database doesn't take now stays for the next time; what it will never take goes to
     * {@code refused}, so that it can't stand in the way.
     */
    void raise(BiConsumer<Lane, Fault> refused) {
        while (!waiting.isEmpty()) {
            Gathered next = waiting.peekFirst();
            try {
                watch.raise(next.alarm());
            } catch (RecordingFailed e) {
                if (!e.dataRefused()) {
                    throw e;
                }
                refused.accept(next.lane(), new Fault("the database refuses the alarm about it", next.record()));
            }
            waiting.removeFirst();
        }
    }
}
