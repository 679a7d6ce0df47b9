package io.stakeout.ingest.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import io.stakeout.ingest.Intake;

/**
 * The stream itself is the durable lookback: for each shard that is taken, what had arrived before and is young enough
 * is read again into memory, on threads of its own, four shards at a time. Thread-safe.
 */
final class Refills implements ShardHistory, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Refills.class);
    private static final int THREADS = 4;

    private final KinesisAsyncClient kinesis;
    private final Settings settings;
    private final Intake intake;
    private final Duration age;
    private final Clock clock;
    private final LaneCondition condition;
    private final Consumed consumed;
    /** By shard, set to true when it is to end. */
    private final Map<String, AtomicBoolean> running = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "stakeout-refill");
        thread.setDaemon(true);
        return thread;
    });

    /** @param age how far back */
    Refills(
            KinesisAsyncClient kinesis,
            Settings settings,
            Intake intake,
            Duration age,
            Clock clock,
            LaneCondition condition,
            Consumed consumed) {
        this.kinesis = kinesis;
        this.settings = settings;
        this.intake = intake;
        this.age = age;
        this.clock = clock;
        this.condition = condition;
        this.consumed = consumed;
    }

    @Override
    public void taken(String shard, ExtendedSequenceNumber from) {
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicBoolean former = running.put(shard, cancelled);
        if (former != null) {
            former.set(true);
        }
        tell();
        try {
            threads.execute(() -> refill(shard, from, cancelled));
        } catch (RejectedExecutionException e) {
            LOG.debugf("told to stop, the lookback is not refilled shard=%s", shard);
        }
    }

    @Override
    public void consumed(String shard, KinesisClientRecord last) {
        consumed.upTo(shard, new Consumed.Mark(last.sequenceNumber(), last.approximateArrivalTimestamp()));
    }

    @Override
    public void released(String shard) {
        AtomicBoolean cancelled = running.remove(shard);
        if (cancelled != null) {
            cancelled.set(true);
            tell();
        }
    }

    private void refill(String shard, ExtendedSequenceNumber from, AtomicBoolean cancelled) {
        try {
            LookbackStretch stretch = new LookbackStretch(
                    kinesis, settings, intake.refill(settings.stream() + " again"), consumed, cancelled::get);
            long records = stretch.read(shard, from, clock.instant(), age);
            LOG.infof("lookback refilled shard=%s records=%d cancelled=%s", shard, records, cancelled);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "the lookback misses what shard=%s brought before it was taken cause=\"%s\"",
                    shard, Sentences.reason(e));
        } finally {
            running.remove(shard, cancelled);
            tell();
        }
    }

    private void tell() {
        condition.refilling(running.size());
    }

    @Override
    public void close() {
        running.values().forEach(cancelled -> cancelled.set(true));
        threads.shutdownNow();
        running.clear();
        tell();
    }
}
