package io.stakeout.ingest.kinesis;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import io.stakeout.ingest.Patience;
import io.stakeout.ingest.Refill;

/**
 * What a shard brought between the age of the lookback and the checkpoint from which it is read on, and what its closed
 * parents brought in that time, as far back as the stream still lists them. Used by one thread.
 */
final class LookbackStretch {

    private final KinesisAsyncClient kinesis;
    private final Settings settings;
    private final Refill refill;
    private final Consumed consumed;
    private final BooleanSupplier cancelled;
    private final Patience patience;
    private long records;

    LookbackStretch(
            KinesisAsyncClient kinesis,
            Settings settings,
            Refill refill,
            Consumed consumed,
            BooleanSupplier cancelled) {
        this.kinesis = kinesis;
        this.settings = settings;
        this.refill = refill;
        this.consumed = consumed;
        this.cancelled = cancelled;
        this.patience = new Patience(cancelled, why -> {});
    }

    /**
     * @param from where the shard is read on
     * @return how many records were taken
     */
    long read(String shard, ExtendedSequenceNumber from, Instant now, Duration age) {
        Instant since = now.minus(age);
        Map<String, Shard> listed = ShardList.of(kinesis, settings.stream(), cancelled);
        parents(shard, listed).forEach(parent -> readClosed(parent, since, listed));
        readOwn(shard, from, since, now);
        return records;
    }

    private static List<String> parents(String shard, Map<String, Shard> listed) {
        return Optional.ofNullable(listed.get(shard)).stream()
                .flatMap(found -> Stream.of(found.parentShardId(), found.adjacentParentShardId()))
                .filter(Objects::nonNull)
                .filter(listed::containsKey)
                .toList();
    }

    /** The older generation first; each shard once, though both its children ask. */
    private void readClosed(String shard, Instant since, Map<String, Shard> listed) {
        if (cancelled.getAsBoolean() || !consumed.claim(shard)) {
            return;
        }
        boolean whole = false;
        try {
            long before = records;
            stretch(shard, since, record -> true);
            if (records > before || consumed.of(shard).isPresent()) {
                parents(shard, listed).forEach(parent -> readClosed(parent, since, listed));
            }
            whole = !cancelled.getAsBoolean();
        } finally {
            if (!whole) {
                consumed.unclaim(shard);
            }
        }
    }

    private void readOwn(String shard, ExtendedSequenceNumber from, Instant since, Instant now) {
        if (ExtendedSequenceNumber.TRIM_HORIZON.equals(from) || from == null) {
            return;
        }
        if (from.isSentinelCheckpoint()) {
            Instant until = settings.position().since(now).orElse(now);
            if (until.isAfter(since)) {
                stretch(
                        shard,
                        since,
                        record -> record.approximateArrivalTimestamp().isBefore(until));
            }
            return;
        }
        BigInteger until = new BigInteger(from.sequenceNumber());
        stretch(shard, since, record -> new BigInteger(record.sequenceNumber()).compareTo(until) <= 0);
    }

    /** @param inside whether a record belongs to what is to be read; the first that doesn't ends it */
    private void stretch(String shard, Instant since, Predicate<Record> inside) {
        Optional<String> after = consumed.of(shard)
                .filter(mark -> mark.arrivedAt() != null && mark.arrivedAt().isAfter(since))
                .map(Consumed.Mark::sequence);
        ShardReader reader = new ShardReader(kinesis, settings.stream(), shard, cancelled);
        reader.read(since, after, page -> {
            List<Record> wanted = page.stream().takeWhile(inside).toList();
            return take(wanted) && wanted.size() == page.size();
        });
    }

    /** @return whether to go on */
    private boolean take(List<Record> page) {
        List<KinesisClientRecord> whole =
                page.stream().map(KinesisClientRecord::fromRecord).collect(Collectors.toList());
        for (KinesisClientRecord record : new AggregatorUtil().deaggregate(whole)) {
            if (patience.until(refill::ready).isEmpty()) {
                return false;
            }
            refill.take(Bytes.of(record), record.approximateArrivalTimestamp());
            records++;
            if (refill.full() && !flush()) {
                return false;
            }
        }
        return page.isEmpty() || flush();
    }

    private boolean flush() {
        return patience.until(() -> {
                    refill.flush();
                    return true;
                })
                .isPresent();
    }
}
