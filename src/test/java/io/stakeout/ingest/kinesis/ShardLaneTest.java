package io.stakeout.ingest.kinesis;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import io.stakeout.ingest.ShardLag;
import io.stakeout.ingest.StreamState;
import io.stakeout.ingest.StreamState.Phase;
import io.stakeout.ingest.scan.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/** What a shard does with what the client library and the database do to it. */
class ShardLaneTest {

    private static final String SHARD = "shardId-000000000000";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final StreamState state = new StreamState(Clock.systemUTC());
    private final LaneCondition condition =
            new LaneCondition(state, new KinesisTrouble(Clock.systemUTC()), Clock.systemUTC());
    private final List<String> history = new ArrayList<>();
    private final FakeSink sink = new FakeSink();
    private final Life life =
            new Life(shard -> sink, new StreamMeters(metrics, new ShardLag()), condition, new Remembered());
    private final ShardLane lane = new ShardLane(life);

    /** What happened, in its order: takes, flushes, checkpoints. */
    private final List<String> happened = new ArrayList<>();

    private final Deque<Exception> refusals = new ArrayDeque<>();
    private final RecordProcessorCheckpointer checkpointer = (RecordProcessorCheckpointer) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {RecordProcessorCheckpointer.class}, (proxy, method, args) -> {
                if (!method.getName().equals("checkpoint") || args != null) {
                    throw new UnsupportedOperationException(method.toString());
                }
                happened.add("checkpoint");
                if (!refusals.isEmpty()) {
                    throw refusals.pop();
                }
                return null;
            });

    @Test
    void aCheckpointFollowsTheCommitOfTheWholeBatch() {
        begin();
        process("a", "b");
        assertThat(happened).containsExactly("take a", "take b", "flush", "checkpoint");
        assertThat(metrics.counter("stakeout.stream.records").count()).isEqualTo(2);
        assertThat(metrics.counter("stakeout.stream.checkpoints").count()).isEqualTo(1);
        assertThat(metrics.timer("stakeout.stream.commit").count()).isEqualTo(1);
        assertThat(history).containsExactly("taken 7", "consumed b");
        assertThat(state.view().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aLargeBatchIsWrittenInChunksAndCheckpointedOnce() {
        begin();
        sink.most = 2;
        process("a", "b", "c", "d", "e");
        assertThat(happened)
                .containsExactly(
                        "take a", "take b", "flush", "take c", "take d", "flush", "take e", "flush", "checkpoint");
    }

    @Test
    void aFailingDatabaseIsWaitedForAndNothingIsSkipped() {
        begin();
        sink.failures.add(new IllegalStateException("away"));
        sink.failures.add(new IllegalStateException("still away"));
        process("a");
        assertThat(happened).containsExactly("take a", "flush", "flush", "flush", "checkpoint");
        assertThat(sink.phases).containsExactly(Phase.RUNNING, Phase.WAITING, Phase.WAITING);
        assertThat(state.view().phase()).isEqualTo(Phase.RUNNING);
        assertThat(state.view().why()).isEmpty();
    }

    @Test
    void aWatchlistThatWasNeverReadIsWaitedForBeforeAnythingIsTaken() {
        begin();
        sink.unready.add(new IllegalStateException("no watchlist yet"));
        process("a");
        assertThat(happened).containsExactly("take a", "flush", "checkpoint");
    }

    @Test
    void aBatchThatWasGivenUpIsNeverHiddenByALaterCheckpoint() {
        begin();
        process("a");
        happened.clear();
        sink.failures.add(new IllegalStateException("away"));
        life.stop();
        process("b");
        process("c");
        lane.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer).build());
        lane.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer).build());
        assertThat(happened).containsExactly("take b", "flush");
        assertThat(life.failure()).isEmpty();
        assertThat(history).doesNotContain("consumed b", "consumed c");
    }

    @Test
    void afterALostLeaseNothingIsTakenAndNothingCheckpointed() {
        begin();
        refusals.add(new ThrottlingException("busy"));
        life.stop();
        process("a");
        happened.clear();
        lane.leaseLost(LeaseLostInput.builder().build());
        process("b");
        lane.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer).build());
        assertThat(happened).isEmpty();
        assertThat(history).endsWith("released");
        assertThat(metrics.find("stakeout.stream.lag").gauge()).isNull();
    }

    @Test
    void aCheckpointThatFindsTheLeaseGoneEndsTheLane() {
        begin();
        refusals.add(new ShutdownException("not ours"));
        process("a");
        process("b");
        assertThat(happened).containsExactly("take a", "flush", "checkpoint");
        assertThat(life.failure()).isEmpty();
    }

    @Test
    void aThrottledCheckpointIsTriedAgain() {
        begin();
        refusals.add(new ThrottlingException("busy"));
        refusals.add(new KinesisClientLibDependencyException("no answer"));
        process("a");
        assertThat(happened).containsExactly("take a", "flush", "checkpoint", "checkpoint", "checkpoint");
        assertThat(metrics.counter("stakeout.stream.checkpoints").count()).isEqualTo(1);
    }

    @Test
    void aCheckpointRefusedFiveTimesIsWrittenWithTheNextBatchAlsoWhenThatIsEmpty() {
        begin();
        for (int n = 0; n < 5; n++) {
            refusals.add(new InvalidStateException("no table"));
        }
        process("a");
        happened.clear();
        process();
        process();
        assertThat(happened).containsExactly("checkpoint");
    }

    @Test
    void theEndOfAShardIsWrittenDownHoweverOftenItIsRefused() {
        begin();
        process("a");
        happened.clear();
        for (int n = 0; n < 6; n++) {
            refusals.add(new ThrottlingException("busy"));
        }
        lane.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer).build());
        assertThat(happened).hasSize(7).containsOnly("checkpoint");
        assertThat(history).endsWith("released");
    }

    @Test
    void aRequestedShutdownWritesOnlyWhatIsPending() {
        begin();
        process("a");
        happened.clear();
        lane.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer).build());
        assertThat(happened).isEmpty();
    }

    @Test
    void aRecordThatCannotBeScannedIsQuarantinedAndTheOthersAreTaken() {
        begin();
        sink.poison = "b";
        process("a", "b", "c");
        assertThat(happened).containsExactly("take a", "take b", "fault b", "take c", "flush", "checkpoint");
    }

    @Test
    void noErrorLeavesAndANewLifeIsAskedForThatBeginsAtTheLastCheckpoint() {
        begin();
        sink.error = new LinkageError("nobody foresaw this");
        process("a");
        sink.error = null;
        process("b");
        lane.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer).build());
        assertThat(happened).containsExactly("take a", "flush");
        assertThat(life.failure()).hasValueSatisfying(why -> assertThat(why).contains("LinkageError"));
    }

    @Test
    void theLagOfAShardIsAMetricInSeconds() {
        begin();
        process("a");
        assertThat(metrics.get("stakeout.stream.lag")
                        .tag("shard", SHARD)
                        .gauge()
                        .value())
                .isEqualTo(1.5);
    }

    private void begin() {
        lane.initialize(InitializationInput.builder()
                .shardId(SHARD)
                .extendedSequenceNumber(new ExtendedSequenceNumber("7"))
                .build());
    }

    private void process(String... records) {
        lane.processRecords(ProcessRecordsInput.builder()
                .records(Stream.of(records).map(ShardLaneTest::record).toList())
                .millisBehindLatest(1_500L)
                .checkpointer(checkpointer)
                .build());
    }

    private static KinesisClientRecord record(String text) {
        return KinesisClientRecord.builder()
                .sequenceNumber(text)
                .approximateArrivalTimestamp(Instant.EPOCH)
                .data(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer())
                .build();
    }

    private final class FakeSink implements RecordSink {
        private final Deque<RuntimeException> unready = new ArrayDeque<>();
        private final Deque<RuntimeException> failures = new ArrayDeque<>();
        private final List<Phase> phases = new ArrayList<>();
        private int most = Integer.MAX_VALUE;
        private int gathered;
        private String poison = "";
        private Error error;

        @Override
        public boolean ready() {
            if (!unready.isEmpty()) {
                throw unready.pop();
            }
            return true;
        }

        @Override
        public void take(byte[] data) {
            String text = new String(data, StandardCharsets.UTF_8);
            happened.add("take " + text);
            if (text.equals(poison)) {
                throw new IllegalArgumentException("a bug");
            }
            gathered++;
        }

        @Override
        public void fault(Fault fault) {
            happened.add("fault " + new String(fault.bytes(), StandardCharsets.UTF_8));
        }

        @Override
        public boolean full() {
            return gathered >= most;
        }

        @Override
        public void flush() {
            happened.add("flush");
            phases.add(state.view().phase());
            if (error != null) {
                throw error;
            }
            if (!failures.isEmpty()) {
                throw failures.pop();
            }
            gathered = 0;
        }
    }

    private final class Remembered implements ShardHistory {
        @Override
        public void taken(String shard, ExtendedSequenceNumber from) {
            history.add("taken " + from.sequenceNumber());
        }

        @Override
        public void consumed(String shard, KinesisClientRecord last) {
            history.add("consumed " + last.sequenceNumber());
        }

        @Override
        public void released(String shard) {
            history.add("released");
        }
    }
}
