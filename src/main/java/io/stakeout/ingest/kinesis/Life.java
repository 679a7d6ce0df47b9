package io.stakeout.ingest.kinesis;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What the shards of one life of the consumer share: from one start of the client library to its end, however that
 * comes. Thread-safe.
 */
final class Life {

    private final Function<String, RecordSink> sinks;
    private final StreamMeters meters;
    private final LaneCondition condition;
    private final ShardHistory history;
    private final AtomicReference<String> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /** @param sinks makes where the records of a shard go, by its id */
    Life(Function<String, RecordSink> sinks, StreamMeters meters, LaneCondition condition, ShardHistory history) {
        this.sinks = sinks;
        this.meters = meters;
        this.condition = condition;
        this.history = history;
    }

    RecordSink sink(String shard) {
        return sinks.apply(shard);
    }

    StreamMeters meters() {
        return meters;
    }

    LaneCondition condition() {
        return condition;
    }

    ShardHistory history() {
        return history;
    }

    /** Who waits now gives up. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    /** Asks for a new life, since this one can't go on without a gap; the first reason counts. */
    void fail(String why) {
        failure.compareAndSet(null, why);
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }
}
