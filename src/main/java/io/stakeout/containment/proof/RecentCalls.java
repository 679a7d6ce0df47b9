package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

import io.stakeout.cloudtrail.CloudTrailRecord;

/** The newest calls that would be counter-moves if they touched what is under containment. Bounded; thread-safe. */
final class RecentCalls {

    private static final int MOST = 500;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private record Recent(CloudTrailRecord record, Instant arrivedAt) {}

    private final Deque<Recent> calls = new ArrayDeque<>();
    private long bytes;

    synchronized void add(CloudTrailRecord record, Instant arrivedAt) {
        calls.addLast(new Recent(record, arrivedAt));
        bytes += record.raw().length;
        while (calls.size() > MOST || bytes > MOST_BYTES) {
            bytes -= calls.removeFirst().record().raw().length;
        }
    }

    /** Tells all, oldest first, without keeping anybody out meanwhile. */
    void each(BiConsumer<CloudTrailRecord, Instant> told) {
        List<Recent> now;
        synchronized (this) {
            now = List.copyOf(calls);
        }
        now.forEach(call -> told.accept(call.record(), call.arrivedAt()));
    }
}
