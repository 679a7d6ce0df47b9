package io.stakeout.ingest.kinesis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import io.stakeout.ingest.ShardLag;

/** {@code stakeout.stream.*}. Thread-safe. */
final class StreamMeters {

    private record Lag(AtomicLong millis, Gauge gauge) {}

    private final MeterRegistry metrics;
    private final ShardLag shards;
    private final Counter records;
    private final Counter checkpoints;
    private final Counter restarts;
    private final Timer commit;
    private final Map<String, Lag> lags = new ConcurrentHashMap<>();

    StreamMeters(MeterRegistry metrics, ShardLag shards) {
        this.metrics = metrics;
        this.shards = shards;
        this.records = metrics.counter("stakeout.stream.records");
        this.checkpoints = metrics.counter("stakeout.stream.checkpoints");
        this.restarts = metrics.counter("stakeout.stream.restarts");
        this.commit = metrics.timer("stakeout.stream.commit");
    }

    void records(int more) {
        records.increment(more);
    }

    void checkpointed() {
        checkpoints.increment();
    }

    void restarted() {
        restarts.increment();
    }

    /** How long it took until what was gathered was in the database, waiting included. */
    void committed(long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** How far a shard that we hold is behind its newest record. */
    void lag(String shard, long millis) {
        lags.computeIfAbsent(shard, this::gauge).millis.set(millis);
        shards.report(shard, millis);
    }

    void released(String shard) {
        shards.forget(shard);
        Lag lag = lags.remove(shard);
        if (lag != null) {
            metrics.remove(lag.gauge);
        }
    }

    private Lag gauge(String shard) {
        AtomicLong millis = new AtomicLong();
        Gauge gauge = Gauge.builder("stakeout.stream.lag", millis, held -> held.get() / 1000.0)
                .baseUnit("seconds")
                .tag("shard", shard)
                .register(metrics);
        return new Lag(millis, gauge);
    }
}
