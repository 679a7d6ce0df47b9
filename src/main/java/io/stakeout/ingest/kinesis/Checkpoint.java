package io.stakeout.ingest.kinesis;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * Writes down how far a shard is done. One that can't be written loses nothing: what comes after the last one is read
 * again and found to be known. Waits on the caller's thread; never throws.
 */
final class Checkpoint {

    /** What came of it. */
    enum Outcome {
        DONE,
        /** Not now; the next one covers it. */
        LATER,
        /** The shard is another node's now. */
        LOST
    }

    private static final Logger LOG = Logger.getLogger(Checkpoint.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final BooleanSupplier stopped;

    /** @param stopped asked between attempts; no more are made once it says yes */
    Checkpoint(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    /**
     * @param attempts the most that are made
     * @return LATER when all of them failed
     */
    Outcome write(String shard, RecordProcessorCheckpointer checkpointer, int attempts) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = once(shard, checkpointer);
            if (outcome != Outcome.LATER || attempt >= attempts || stopped.getAsBoolean()) {
                return outcome;
            }
            Nap.of(pause, stopped);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static Outcome once(String shard, RecordProcessorCheckpointer checkpointer) {
        try {
            checkpointer.checkpoint();
            return Outcome.DONE;
        } catch (ShutdownException e) {
            LOG.infof("the shard is no longer ours, no checkpoint shard=%s", shard);
            return Outcome.LOST;
        } catch (ThrottlingException | KinesisClientLibDependencyException e) {
            LOG.warnf("checkpoint can't be written now shard=%s cause=\"%s\"", shard, e.getMessage());
            return Outcome.LATER;
        } catch (InvalidStateException | RuntimeException e) {
            LOG.errorf("checkpoint refused, is the lease table intact? shard=%s cause=\"%s\"", shard, e.getMessage());
            return Outcome.LATER;
        }
    }
}
