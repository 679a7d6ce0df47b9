package io.stakeout.ingest.kinesis;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import io.stakeout.Mode;
import io.stakeout.NodeName;

/**
 * What the configured stream still holds, read beside the consumer with clients of its own, one shard after the other and
 * no faster than a refill. Thread-safe.
 */
@ApplicationScoped
public class StreamPast {

    /** The stream's clock and ours may differ by so much. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** Up to where a shard was read; without a sequence it was begun only. */
    public record Mark(String shard, Optional<String> sequence) {
        public Mark {
            Objects.requireNonNull(shard);
            Objects.requireNonNull(sequence);
        }
    }

    /** What one read of a shard brought, perhaps nothing. */
    public record Page(List<byte[]> records, Mark upTo) {
        public Page {
            records = List.copyOf(records);
        }
    }

    private final Mode mode;
    private final KinesisConfig config;
    private final Path dataDirectory;
    private final Clock clock;
    private final RequestMeter meter;

    /** What is refused here is no trouble of the consumer's. */
    StreamPast(
            @ConfigProperty(name = "stakeout.mode", defaultValue = "serve") Mode mode,
            KinesisConfig config,
            @ConfigProperty(name = "stakeout.data-dir") Path dataDirectory,
            Clock clock,
            MeterRegistry metrics) {
        this.mode = mode;
        this.config = config;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
        this.meter = new RequestMeter(metrics, new KinesisTrouble(clock));
    }

    /** Whether there is a stream that may be read; a rehearsal reads none. */
    public boolean readable() {
        return !mode.rehearsal() && config.stream().isPresent();
    }

    /** The name under which this node does what only one may do; kept over a restart. */
    public String node() {
        return config.workerId().orElseGet(() -> NodeName.keptIn(dataDirectory, Settings.WORKER_ID));
    }

    /**
     * Reads what arrived between two moments.
     *
     * @param after where an earlier read stopped; empty: from the beginning
     * @param page takes records in the order of their shard; says whether it wants more
     * @throws RuntimeException when the stream doesn't answer however often it is asked; see {@link #reason}
     */
    public void read(
            Instant since, Instant until, Optional<Mark> after, Predicate<Page> page, BooleanSupplier cancelled) {
        Settings settings = Settings.of(config, dataDirectory, clock.instant()).orElseThrow();
        try (KinesisClients clients = new KinesisClients(settings, meter)) {
            KinesisAsyncClient kinesis = clients.kinesis();
            for (String shard :
                    ShardList.of(kinesis, settings.stream(), cancelled).keySet()) {
                Optional<String> sequence =
                        after.filter(mark -> mark.shard().equals(shard)).flatMap(Mark::sequence);
                boolean behind =
                        after.map(mark -> mark.shard().compareTo(shard) > 0).orElse(false);
                Stretch stretch = new Stretch(shard, until.plus(MARGIN), page, sequence);
                if (!behind) {
                    new ShardReader(kinesis, settings.stream(), shard, cancelled).read(since, sequence, stretch::take);
                }
                if (stretch.ended || cancelled.getAsBoolean()) {
                    return;
                }
            }
        }
    }

    /** A failure in one line, as people read it. */
    public static String reason(Throwable failure) {
        return Sentences.reason(failure);
    }

    /** One shard's part of it. */
    private static final class Stretch {
        private final String shard;
        private final Instant until;
        private final Predicate<Page> page;
        private Optional<String> last;
        private boolean ended;

        private Stretch(String shard, Instant until, Predicate<Page> page, Optional<String> last) {
            this.shard = shard;
            this.until = until;
            this.page = page;
            this.last = last;
        }

        /** @return whether this shard has more that is wanted */
        private boolean take(List<Record> read) {
            List<Record> wanted = read.stream()
                    .takeWhile(record -> !record.approximateArrivalTimestamp().isAfter(until))
                    .toList();
            if (!wanted.isEmpty()) {
                last = Optional.of(wanted.get(wanted.size() - 1).sequenceNumber());
            }
            ended = !page.test(new Page(bytes(wanted), new Mark(shard, last)));
            return !ended && wanted.size() == read.size();
        }

        private static List<byte[]> bytes(List<Record> records) {
            List<KinesisClientRecord> whole =
                    records.stream().map(KinesisClientRecord::fromRecord).collect(Collectors.toList());
            List<byte[]> all = new ArrayList<>();
            new AggregatorUtil().deaggregate(whole).forEach(record -> all.add(Bytes.of(record)));
            return all;
        }
    }
}
