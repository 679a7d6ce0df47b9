package io.stakeout.ingest.kinesis;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How far this process has read each shard since it began, and so what its lookback holds already. Thread-safe. */
final class Consumed {

    /** The last record taken of a shard, and when the stream got it. */
    record Mark(String sequence, Instant arrivedAt) {}

    private final Map<String, Mark> marks = new ConcurrentHashMap<>();
    private final Set<String> ancestors = ConcurrentHashMap.newKeySet();

    void upTo(String shard, Mark mark) {
        marks.put(shard, mark);
    }

    Optional<Mark> of(String shard) {
        return Optional.ofNullable(marks.get(shard));
    }

    /** Whether the caller is the first to read a closed shard whole: both its children ask. */
    boolean claim(String closedShard) {
        return ancestors.add(closedShard);
    }

    void unclaim(String closedShard) {
        ancestors.remove(closedShard);
    }
}
