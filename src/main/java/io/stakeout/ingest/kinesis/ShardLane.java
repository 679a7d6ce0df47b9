package io.stakeout.ingest.kinesis;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import io.stakeout.ingest.Patience;
import io.stakeout.ingest.scan.Fault;

/**
 * One shard, from the client library to the database. The library calls one method at a time.
 *
 * <p>The library skips a batch for ever when an exception leaves {@link #processRecords}, so none does. It writes a
 * checkpoint only for what is committed. A batch that was given up (told to stop while the database was away, or
 * something that nobody foresaw) leaves the lane <em>spent</em>: it takes nothing more and writes no checkpoint, since
 * a later one would hide the gap; whoever holds the shard next begins at the last checkpoint.
 */
final class ShardLane implements ShardRecordProcessor {

    private static final Logger LOG = Logger.getLogger(ShardLane.class);
    private static final int ATTEMPTS = 5;

    private final Life life;
    private final Checkpoint checkpoints;
    private String shard = "";
    private RecordSink sink;
    private Patience patience;
    /** Committed, not checkpointed. */
    private boolean pending;
    /** Spent, or no longer ours. */
    private boolean over;

    ShardLane(Life life) {
        this.life = life;
        this.checkpoints = new Checkpoint(life::stopped);
    }

    @Override
    public void initialize(InitializationInput input) {
        guarded("initialize", () -> {
            shard = input.shardId();
            sink = life.sink(shard);
            patience = new Patience(life::stopped, this::waits);
            life.condition().holds(shard);
            life.history().taken(shard, input.extendedSequenceNumber());
            LOG.infof("shard taken shard=%s", shard);
        });
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        if (over) {
            return;
        }
        guarded("processRecords", () -> {
            if (input.millisBehindLatest() != null) {
                life.meters().lag(shard, input.millisBehindLatest());
            }
            if (commit(input.records()) && pending) {
                checkpoint(input.checkpointer(), ATTEMPTS);
            }
        });
    }

    /** @return false when the batch was given up */
    private boolean commit(List<KinesisClientRecord> records) {
        if (records.isEmpty()) {
            return true;
        }
        if (!patiently(sink::ready)) {
            return false;
        }
        for (KinesisClientRecord record : records) {
            take(Bytes.of(record));
            if (sink.full() && !flush()) {
                return false;
            }
        }
        if (!flush()) {
            return false;
        }
        pending = true;
        life.meters().records(records.size());
        life.history().consumed(shard, records.get(records.size() - 1));
        return true;
    }

    /** What can't be scanned, for a reason that nobody foresaw, is kept for people and stops nothing. */
    private void take(byte[] data) {
        try {
            sink.take(data);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf(e, "a record can't be scanned, it is quarantined shard=%s bytes=%d", shard, data.length);
            sink.fault(new Fault("it can't be scanned: " + e.getClass().getSimpleName(), data));
        }
    }

    private boolean flush() {
        long begun = System.nanoTime();
        boolean done = patiently(() -> {
            sink.flush();
            return true;
        });
        life.meters().committed(System.nanoTime() - begun);
        return done;
    }

    private boolean patiently(Supplier<Boolean> asking) {
        boolean done = patience.until(asking).isPresent();
        if (!done) {
            over = true;
            LOG.warnf("told to stop while the database was away, the batch will be read again shard=%s", shard);
        }
        return done;
    }

    private void waits(Optional<Throwable> why) {
        why.ifPresentOrElse(
                cause -> life.condition().waits(shard, Sentences.databaseAway(cause)),
                () -> life.condition().goesOn(shard));
    }

    private void checkpoint(RecordProcessorCheckpointer checkpointer, int attempts) {
        switch (checkpoints.write(shard, checkpointer, attempts)) {
            case DONE -> {
                pending = false;
                life.meters().checkpointed();
            }
            case LOST -> over = true;
            case LATER -> {} // still pending: the next batch, empty or not, tries again
        }
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        over = true;
        guarded("leaseLost", this::release);
    }

    /** The library goes on to the shards after a split or merge only when this is written down. */
    @Override
    public void shardEnded(ShardEndedInput input) {
        guarded("shardEnded", () -> {
            if (!over) {
                checkpoint(input.checkpointer(), Integer.MAX_VALUE);
            }
            release();
        });
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        guarded("shutdownRequested", () -> {
            if (!over && pending) {
                checkpoint(input.checkpointer(), ATTEMPTS);
            }
        });
    }

    private void release() {
        life.history().released(shard);
        life.meters().released(shard);
        life.condition().released(shard);
        LOG.infof("shard released shard=%s", shard);
    }

    /** Nothing leaves, errors neither; a lane in which something nobody foresaw has happened is given up with its life. */
    private void guarded(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            over = true;
            LOG.errorf(e, "shard given up, it will be read again from its last checkpoint in=%s shard=%s", what, shard);
            life.fail("A shard failed in a way that nobody foresaw ("
                    + e.getClass().getSimpleName() + ").");
        }
    }
}
