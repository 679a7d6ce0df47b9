package io.stakeout.ingest.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.stakeout.ingest.ShardLag;
import io.stakeout.ingest.StreamState;
import io.stakeout.ingest.StreamState.Phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SupervisorTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final StreamState state = new StreamState(Clock.systemUTC());
    private final LaneCondition condition =
            new LaneCondition(state, new KinesisTrouble(Clock.systemUTC()), Clock.systemUTC());
    private final List<FakeRun> lives = new ArrayList<>();
    private Supervisor supervisor;

    @AfterEach
    void stop() {
        supervisor.close();
    }

    @Test
    void aLifeThatEndsIsFollowedByAnother() {
        supervise(Duration.ofMillis(10), this::life);
        await().until(() -> lives.size() == 1 && lives.get(0).started);
        lives.get(0).ended = true;
        await().until(() -> lives.size() == 2 && lives.get(1).started);
        assertThat(lives.get(0).stopped).isTrue();
        assertThat(metrics.counter("stakeout.stream.restarts").count()).isEqualTo(1);
        assertThat(supervisor.alive()).isTrue();
    }

    @Test
    void betweenTwoLivesPeopleReadWhy() {
        supervise(Duration.ofMinutes(1), this::life);
        await().until(() -> lives.size() == 1);
        lives.get(0).ended = true;
        await().until(() -> state.view().phase() == Phase.RESTARTING);
        assertThat(state.view().why()).contains("It ended in a test. It is started again.");
    }

    @Test
    void aLifeThatCannotEvenBeMadeIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        supervise(Duration.ofMillis(1), () -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("no such region");
            }
            return life();
        });
        await().until(() -> lives.size() == 1 && lives.get(0).started);
        assertThat(state.view().why()).hasValueSatisfying(why -> assertThat(why).contains("no such region"));
    }

    @Test
    void stoppingEndsTheLifeAndThePause() {
        supervise(Duration.ofMinutes(1), this::life);
        await().until(() -> lives.size() == 1);
        lives.get(0).ended = true;
        await().until(() -> state.view().phase() == Phase.RESTARTING);
        supervisor.close();
        assertThat(lives).singleElement().matches(life -> life.stopped);
        assertThat(state.view().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void whoHoldsAShardIsRunningAndWhoLosesItGoesOnRunning() {
        supervise(Duration.ofMillis(1), this::life);
        await().until(() -> lives.size() == 1 && lives.get(0).started);
        assertThat(state.view().phase()).isEqualTo(Phase.STARTING);
        condition.started();
        assertThat(state.view().phase()).isEqualTo(Phase.STARTING);
        condition.holds("shard");
        assertThat(state.view().phase()).isEqualTo(Phase.RUNNING);
        assertThat(state.view().why()).isEqualTo(Optional.empty());
        condition.released("shard");
        assertThat(state.view().phase()).isEqualTo(Phase.RUNNING);
    }

    private void supervise(Duration firstPause, Supplier<Run> made) {
        supervisor = new Supervisor(made, condition, new StreamMeters(metrics, new ShardLag()), firstPause);
        supervisor.start();
    }

    private FakeRun life() {
        FakeRun life = new FakeRun();
        lives.add(life);
        return life;
    }

    private static final class FakeRun implements Run {
        private volatile boolean started;
        private volatile boolean ended;
        private volatile boolean stopped;

        @Override
        public void start() {
            started = true;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public String why() {
            return "It ended in a test.";
        }

        @Override
        public void stop(Duration grace) {
            stopped = true;
        }
    }
}
