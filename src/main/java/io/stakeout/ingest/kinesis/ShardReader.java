package io.stakeout.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.jboss.logging.Logger;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads a stretch of one shard beside the consumer, without a checkpoint. A shard gives five reads and 2 MB a second to
 * all who read it; this takes one read and 1 MB, so that the consumer keeps the larger part. One page in memory.
 */
final class ShardReader {

    private static final Logger LOG = Logger.getLogger(ShardReader.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long BYTES_A_SECOND = 1024 * 1024;
    private static final int FIRST_LIMIT = 200;
    private static final int MOST_RECORDS = 5_000;
    private static final int ATTEMPTS = 8;
    private static final long ANSWER_SECONDS = 30;

    private final KinesisAsyncClient kinesis;
    private final String stream;
    private final String shard;
    private final BooleanSupplier cancelled;
    private String last;
    private int limit = FIRST_LIMIT;

    ShardReader(KinesisAsyncClient kinesis, String stream, String shard, BooleanSupplier cancelled) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.shard = shard;
        this.cancelled = cancelled;
    }

    /**
     * Reads from a time, or from behind a record, until {@code page} has had enough, the newest record is read, the
     * shard ends or it is cancelled.
     *
     * @param after the record behind which to begin; empty: at {@code since}
     * @param page takes records in their order; says whether it wants more
     * @throws IllegalStateException when the stream doesn't answer however often it is asked
     */
    void read(Instant since, Optional<String> after, Predicate<List<Record>> page) {
        last = after.orElse(null);
        String iterator = null;
        int failures = 0;
        while (!cancelled.getAsBoolean()) {
            try {
                String from = iterator == null ? iterator(since) : iterator;
                GetRecordsResponse answer =
                        answer(kinesis.getRecords(get -> get.shardIterator(from).limit(limit)));
                failures = 0;
                if (!taken(answer, page)) {
                    return;
                }
                iterator = answer.nextShardIterator();
                Nap.of(pause(answer.records()), cancelled);
            } catch (ExecutionException | TimeoutException e) {
                iterator = null;
                backOff(++failures, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private String iterator(Instant since) throws InterruptedException, ExecutionException, TimeoutException {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
        if (last == null) {
            request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(since);
        } else {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(last);
        }
        return answer(kinesis.getShardIterator(request.build())).shardIterator();
    }

    /** @return whether there is more to read and it is wanted */
    private boolean taken(GetRecordsResponse answer, Predicate<List<Record>> page) {
        List<Record> records = answer.records();
        boolean wanted = page.test(records);
        if (!records.isEmpty()) {
            last = records.get(records.size() - 1).sequenceNumber();
        }
        boolean atTheTip = answer.millisBehindLatest() == null || answer.millisBehindLatest() == 0;
        return wanted && answer.nextShardIterator() != null && !(atTheTip && records.isEmpty());
    }

    /** As long as these bytes take at the rate that we allow ourselves; the next page is sized to be about a second's. */
    private Duration pause(List<Record> records) {
        long bytes = records.stream()
                .mapToLong(record -> record.data().asByteBuffer().remaining())
                .sum();
        if (bytes > 0) {
            limit = (int) Math.max(1, Math.min(MOST_RECORDS, BYTES_A_SECOND * records.size() / bytes));
        }
        Duration pause = Duration.ofMillis(1000 * bytes / BYTES_A_SECOND);
        return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    }

    private void backOff(int failures, Exception e) {
        if (failures >= ATTEMPTS) {
            throw new IllegalStateException("the stream did not answer " + failures + " times", e);
        }
        LOG.debugf("reading back pauses shard=%s cause=\"%s\"", shard, e.getMessage());
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures, 5));
        Nap.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, cancelled);
    }

    private static <T> T answer(CompletableFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
