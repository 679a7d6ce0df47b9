package io.stakeout.drill.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.stakeout.drill.trail.Listener.events;
import static io.stakeout.drill.trail.Listener.ids;
import static io.stakeout.drill.trail.Listener.of;
import static io.stakeout.drill.trail.Listener.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LanesTest {

    private static final Instant START = Listener.START;
    private static final LaneSettings EXACT_EB = Listener.EXACT_EB;
    private static final LaneSettings EXACT_CW = Listener.EXACT_CW;
    private static final Map<Lane, LaneSettings> EXACT = Listener.EXACT;

    private final Listener listener = new Listener();

    @Test
    void theSameSeedAndEventsGiveTheSameDeliveriesHoweverOftenTheyAreAskedFor() {
        List<String> often = told(run(7, LaneSettings.usual(), 1, Duration.ofMillis(700), 300));
        listener.moveTo(START);
        List<String> seldom = told(run(7, LaneSettings.usual(), 1, Duration.ofSeconds(97), 300));
        listener.moveTo(START);
        List<String> other = told(run(8, LaneSettings.usual(), 1, Duration.ofSeconds(97), 300));
        assertThat(seldom).isEqualTo(often);
        assertThat(other).isNotEqualTo(often);
    }

    @Test
    void theOrderOfPublishingWithinAMomentMakesNoDifference() {
        List<ApiEvent> events = events(50);
        List<String> straight = told(publishedAtOnce(events));
        listener.moveTo(START);
        List<ApiEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(told(publishedAtOnce(shuffled))).isEqualTo(straight);
    }

    @Test
    void everyEventComesOnceByEachLaneAndIsLateAsSettingsSay() {
        Lanes lanes = new Lanes(listener, 1, EXACT, 1);
        events(200).forEach(lanes::publish);
        List<Delivery> all = listener.drain(lanes);
        for (Lane lane : Lane.values()) {
            assertThat(ids(all, lane)).hasSize(200).doesNotHaveDuplicates();
        }
        assertThat(all).isSortedAccordingTo((one, other) -> one.due().compareTo(other.due()));
        assertThat(of(all, Lane.EVENTBRIDGE))
                .allSatisfy(d -> assertThat(d.due()).isBetween(START.plusSeconds(2), START.plusSeconds(8)));
        assertThat(of(all, Lane.CLOUDWATCH_LOGS))
                .allSatisfy(d -> assertThat(d.due()).isBetween(START.plusSeconds(120), START.plusSeconds(405)));
        assertThat(ids(all, Lane.EVENTBRIDGE))
                .as("out of order")
                .isNotEqualTo(events(200).stream().map(ApiEvent::eventId).toList());
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        Lanes lanes = new Lanes(listener, 1, EXACT, 1);
        assertThat(lanes.nextDue()).isEmpty();
        lanes.publish(Samples.listUsers(1));
        Instant next = lanes.nextDue().orElseThrow();
        listener.moveTo(next.minusMillis(1));
        assertThat(lanes.due()).isEmpty();
        listener.moveTo(next);
        assertThat(lanes.due())
                .singleElement()
                .satisfies(d -> assertThat(d.due()).isEqualTo(next));
        assertThat(lanes.due()).isEmpty();
        assertThat(lanes.nextDue()).get().satisfies(later -> assertThat(later).isAfter(START.plusSeconds(119)));
    }

    @Test
    void whatEventBridgeLosesCloudWatchLogsBrings() {
        Lanes lanes = new Lanes(
                listener, 4, Map.of(Lane.EVENTBRIDGE, settings(2, 8, 0, 0.2), Lane.CLOUDWATCH_LOGS, EXACT_CW), 1);
        events(300).forEach(lanes::publish);
        List<Delivery> all = listener.drain(lanes);
        long lost = lanes.tally().of(Lane.EVENTBRIDGE).lost();
        assertThat(lost).isBetween(35L, 85L);
        assertThat(ids(all, Lane.EVENTBRIDGE)).hasSize((int) (300 - lost));
        assertThat(ids(all, Lane.CLOUDWATCH_LOGS)).hasSize(300);
    }

    @Test
    void aStoppedLaneDropsForGoodAndOnlyItself() {
        Lanes lanes = new Lanes(listener, 5, EXACT, 1);
        lanes.publish(Samples.listUsers(1));
        lanes.stop(Samples.ACCOUNT, Lane.CLOUDWATCH_LOGS);
        assertThat(lanes.running(Samples.ACCOUNT, Lane.CLOUDWATCH_LOGS)).isFalse();
        assertThat(lanes.running(Samples.ACCOUNT, Lane.EVENTBRIDGE)).isTrue();
        assertThat(lanes.running("111111111111", Lane.CLOUDWATCH_LOGS)).isTrue();
        lanes.publish(Samples.listUsers(2));
        lanes.start(Samples.ACCOUNT, Lane.CLOUDWATCH_LOGS);
        lanes.publish(Samples.listUsers(3));
        List<Delivery> all = listener.drain(lanes);
        assertThat(ids(all, Lane.EVENTBRIDGE)).hasSize(3);
        assertThat(ids(all, Lane.CLOUDWATCH_LOGS))
                .containsExactlyInAnyOrder(
                        Samples.listUsers(1).eventId(), Samples.listUsers(3).eventId());
        assertThat(lanes.tally(Samples.ACCOUNT).of(Lane.CLOUDWATCH_LOGS))
                .isEqualTo(new LaneTally.Counts(3, 2, 1, 0, 0, 0));
        assertThat(lanes.tally("111111111111").of(Lane.EVENTBRIDGE)).isEqualTo(LaneTally.Counts.NONE);
    }

    @Test
    void ofTooManyThatWaitTheFirstAreGivenUpAndCounted() {
        Lanes lanes = new Lanes(listener, 6, EXACT, 1, 50);
        events(200).forEach(lanes::publish);
        List<Delivery> all = listener.drain(lanes);
        LaneTally tally = lanes.tally();
        long overflowed = tally.of(Lane.EVENTBRIDGE).overflowed()
                + tally.of(Lane.CLOUDWATCH_LOGS).overflowed();
        long delivered = ids(all, Lane.EVENTBRIDGE).size()
                + ids(all, Lane.CLOUDWATCH_LOGS).size();
        assertThat(delivered).isLessThanOrEqualTo(50);
        assertThat(overflowed + delivered).isEqualTo(400);
    }

    @Test
    void whatIsTooLargeForALaneIsDroppedByIt() {
        Lanes lanes = new Lanes(listener, 6, EXACT, 1);
        lanes.publish(ApiEvent.at(START, Samples.user(), "iam.amazonaws.com", "PutUserPolicy")
                .eventId(Samples.id("large"))
                .from("203.0.113.9", "x".repeat(Lanes.MOST_BYTES))
                .build());
        assertThat(listener.drain(lanes)).isEmpty();
        assertThat(lanes.tally().of(Lane.EVENTBRIDGE).dropped()).isEqualTo(1);
    }

    @Test
    void speedDividesTheLags() {
        Lanes lanes = new Lanes(listener, 9, EXACT, 20);
        events(100).forEach(lanes::publish);
        assertThat(listener.drain(lanes))
                .allSatisfy(d -> assertThat(d.due()).isBetween(START.plusMillis(100), START.plusMillis(20_250)));
    }

    @Test
    void manyThreadsPublishAndNothingIsLost() throws InterruptedException {
        Lanes lanes = new Lanes(listener, 13, EXACT, 1);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        CountDownLatch go = new CountDownLatch(1);
        for (int thread = 0; thread < 4; thread++) {
            int from = thread * 250;
            pool.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                IntStream.range(from, from + 250).forEach(n -> lanes.publish(Samples.listUsers(n)));
            });
        }
        go.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new TreeSet<>(ids(listener.drain(lanes), Lane.EVENTBRIDGE))).hasSize(1_000);
        assertThat(lanes.tally().of(Lane.EVENTBRIDGE).delivered()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void anythingElseIsNoSpeed(double speed) {
        assertThatThrownBy(() -> new Lanes(listener, 1, EXACT, speed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> settings(8, 2, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(-1, 2, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(1, 2, 1.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(1, 2, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lanes(listener, 1, Map.of(Lane.EVENTBRIDGE, EXACT_EB), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lanes(
                        listener,
                        1,
                        Map.of(Lane.EVENTBRIDGE, EXACT_EB, Lane.CLOUDWATCH_LOGS, settings(1, 2, 0, 0.1)),
                        1))
                .hasMessageContaining("loses nothing");
    }

    /** One event a second, asked for in steps of that length. */
    private List<Delivery> run(long seed, Map<Lane, LaneSettings> settings, double speed, Duration step, int events) {
        Lanes lanes = new Lanes(listener, seed, settings, speed);
        List<Delivery> all = new ArrayList<>();
        Instant asked = START;
        for (int n = 0; n < events; n++) {
            Instant happens = START.plusSeconds(n);
            while (!asked.plus(step).isAfter(happens)) {
                asked = asked.plus(step);
                listener.moveTo(asked);
                all.addAll(lanes.due());
            }
            listener.moveTo(happens);
            lanes.publish(Samples.listUsers(n));
        }
        all.addAll(listener.drain(lanes));
        return all;
    }

    private List<Delivery> publishedAtOnce(List<ApiEvent> events) {
        Lanes lanes = new Lanes(listener, 2, EXACT, 1);
        events.forEach(lanes::publish);
        return listener.drain(lanes);
    }

    private static List<String> told(List<Delivery> all) {
        return all.stream()
                .map(d -> d.due() + " " + d.lane() + " " + Base64.getEncoder().encodeToString(d.envelope()))
                .toList();
    }
}
