package io.stakeout.ingest.kinesis;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Shard;

import io.stakeout.access.Actor;
import io.stakeout.incident.Counters;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.StreamState;
import io.stakeout.ingest.StreamState.Phase;
import io.stakeout.testing.KinesisLocal;
import io.stakeout.testing.MotoServer;
import io.stakeout.testing.TestStream;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What moto can't do: shards that are split, and records that are pushed. A new application for each test. */
@QuarkusTest
@WithPostgres
@io.quarkus.test.junit.TestProfile(io.stakeout.testing.OwnApplication.class)
class ReshardingTest {

    private static final Duration LONG = Duration.ofSeconds(150);

    @Inject
    StreamLane lane;

    @Inject
    StreamState state;

    @Inject
    Incidents incidents;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "stakeout.data-dir")
    Path dataDirectory;

    private final String key = "AKIASPLITEST" + String.format("%08d", System.nanoTime() % 100_000_000);
    private long incident;
    private TestStream stream;
    private Supervisor supervisor;

    @BeforeEach
    void aWatch() {
        Suspect suspect = Suspect.of("access-key", key, null);
        incident = incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
    }

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.close();
            stream.close();
        }
        state.become(Phase.OFF, Optional.empty());
        incidents.close(Actor.STAKEOUT, incident, Verdict.EXERCISE, "test over");
    }

    @Test
    void whileTwoShardsBecomeFourEveryRecordIsFoundExactlyOnce() {
        consume("polling", 2);
        spread(0, 100);
        await().atMost(LONG).until(() -> counters().total() == 100);
        List<Shard> before = shards();
        before.forEach(shard -> {
            spread(stream.put(), stream.put() + 50);
            split(shard);
        });
        spread(200, 300);
        await().atMost(LONG).until(() -> counters().total() >= 300);
        assertThat(counters().total()).isEqualTo(300);
        assertThat(counters().duplicates()).isZero();
        List<String> open = shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .map(Shard::shardId)
                .toList();
        assertThat(open)
                .hasSize(4)
                .doesNotContainAnyElementsOf(before.stream().map(Shard::shardId).toList());
        await().atMost(LONG).untilAsserted(() -> assertThat(shardsWithLag()).containsExactlyInAnyOrderElementsOf(open));
    }

    @Test
    void recordsMayBePushed() {
        consume("fan-out", 1);
        spread(0, 20);
        await().atMost(LONG).until(() -> counters().total() >= 20);
        assertThat(counters().total()).isEqualTo(20);
    }

    private void consume(String retrieval, int shards) {
        URI moto = MotoServer.require();
        URI kinesis = KinesisLocal.require();
        stream = TestStream.create(kinesis, "trail-" + retrieval, shards);
        Configured configured = Configured.of(stream.name(), kinesis, moto).retrieval(retrieval);
        supervisor = lane.consume(
                Settings.of(configured, dataDirectory, Instant.now()).orElseThrow(), new Consumed());
        await().atMost(LONG).until(() -> state.view().phase() == Phase.RUNNING);
    }

    private void spread(int from, int to) {
        stream.spread(IntStream.range(from, to)
                .mapToObj(n -> ("{\"eventID\":\"" + key + " " + n + "\",\"eventName\":\"GetUser\",\"eventSource\":"
                                + "\"iam.amazonaws.com\",\"userIdentity\":{\"accessKeyId\":\"" + key + "\"}}")
                        .getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private List<Shard> shards() {
        return stream.kinesis().listShards(ask -> ask.streamName(stream.name())).shards();
    }

    private void split(Shard shard) {
        BigInteger low = new BigInteger(shard.hashKeyRange().startingHashKey());
        BigInteger high = new BigInteger(shard.hashKeyRange().endingHashKey());
        stream.kinesis()
                .splitShard(split -> split.streamName(stream.name())
                        .shardToSplit(shard.shardId())
                        .newStartingHashKey(low.add(high).shiftRight(1).toString()));
        stream.awaitActive();
    }

    private List<String> shardsWithLag() {
        return metrics.find("stakeout.stream.lag").gauges().stream()
                .map(gauge -> gauge.getId().getTag("shard"))
                .toList();
    }

    private Counters counters() {
        return incidents.get(Actor.STAKEOUT, incident).counters();
    }
}
