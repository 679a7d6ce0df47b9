package io.stakeout.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.stakeout.notify.news.News;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of rows: told at least once, in order of their urgency, and nothing lost whatever goes wrong. */
@QuarkusTest
@WithPostgres
@TestProfile(WithListener.class)
class ItemRoundTest {

    @Inject
    Stage stage;

    private final StillClock clock = new StillClock();
    private final Scripted channel = Stage.channel();

    private void put(String key, Priority priority) {
        News news = new News.Tested(clock.instant(), "somebody", key);
        stage.put(
                channel,
                news,
                Draft.once(key, priority, "here", NotifyJson.object().put("text", key)),
                clock);
    }

    @Test
    void theMostUrgentIsToldFirstAndOnce() {
        put("stream", Priority.STREAM);
        put("edit", Priority.EDIT);
        put("line", Priority.IMMEDIATE);
        put("call", Priority.BROADCAST);
        put("call", Priority.BROADCAST);

        assertThat(stage.items(channel, clock, 3).run()).isTrue();

        assertThat(channel.texts()).containsExactly("call", "line", "edit", "stream");
        assertThat(stage.items(channel, clock, 3).run()).isFalse();
        assertThat(stage.rows(channel)).containsOnly("delivered 1");
    }

    @Test
    void twoNodesNeverDeliverOneRowAtTheSameTime() throws Exception {
        int rows = 200;
        IntStream.range(0, rows).forEach(n -> put("n" + n, Priority.IMMEDIATE));
        Set<Long> underWay = ConcurrentHashMap.newKeySet();
        List<Long> twice = Collections.synchronizedList(new ArrayList<>());
        channel.onDelivery = item -> {
            if (!underWay.add(item.id())) {
                twice.add(item.id());
            }
            Thread.yield();
            return Delivery.delivered();
        };
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            ItemRound round = stage.items(channel, clock, 3);
            running.add(nodes.submit(() -> {
                start.await();
                while (round.run()) {
                    Thread.yield();
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : running) {
            one.get();
        }
        nodes.shutdown();

        assertThat(twice).isEmpty();
        assertThat(channel.items).hasSize(rows);
        assertThat(stage.rows(channel)).hasSize(rows).containsOnly("delivered 1");
    }

    @Test
    void whoDiesBetweenDeliveryAndNoteHasItToldAgainUnderTheSameKeyOnceTheLeaseIsOver() {
        put("once", Priority.BROADCAST);
        ItemRound dies = stage.items(channel, clock, 3);
        List<Bundle> claimed = dies.claim();
        dies.deliver(claimed.get(0));

        ItemRound next = stage.items(channel, clock, 3);
        assertThat(next.run()).as("the lease holds").isFalse();
        clock.advance(Duration.ofSeconds(61));
        assertThat(next.run()).isTrue();

        assertThat(channel.items).extracting(Item::key).containsExactly("once", "once");
        assertThat(channel.items).extracting(Item::attempt).containsExactly(1, 2);
        dies.settle(claimed.get(0), Delivery.refused("too late to say so"));
        assertThat(stage.rows(channel)).containsExactly("delivered 2");
    }

    @Test
    void whoDiesBetweenCommitAndDeliveryLosesNothing() {
        put("once", Priority.BROADCAST);
        stage.items(channel, clock, 3).claim();
        clock.advance(Duration.ofSeconds(61));

        stage.items(channel, clock, 3).run();

        assertThat(channel.texts()).containsExactly("once");
    }

    @Test
    void whatEndsEveryProcessThatTakesItIsADeadLetter() {
        put("poison", Priority.BROADCAST);
        for (int life = 0; life < 3; life++) {
            assertThat(stage.items(channel, clock, 3).claim()).hasSize(1);
            clock.advance(Duration.ofSeconds(61));
        }
        assertThat(stage.items(channel, clock, 3).claim()).isEmpty();
        assertThat(stage.rows(channel)).singleElement().asString().startsWith("dead 4 claimed 3 times");
    }

    @Test
    void whatFailsIsTriedAgainAfterPausesThatDouble() {
        put("stubborn", Priority.BROADCAST);
        channel.onDelivery = item -> Delivery.later("no luck");
        ItemRound round = stage.items(channel, clock, 4);
        List<Long> waited = new ArrayList<>();
        for (int attempt = 1; attempt < 4; attempt++) {
            assertThat(round.run()).isTrue();
            long seconds = 0;
            while (!due()) {
                clock.advance(Duration.ofSeconds(1));
                seconds++;
            }
            waited.add(seconds);
        }
        assertThat(waited).containsExactly(1L, 2L, 4L);
        round.run();
        assertThat(stage.rows(channel)).containsExactly("dead 4 tried 4 times, the last time: no luck");
    }

    private boolean due() {
        return stage.sql(connection -> {
            try (var statement = connection.prepareStatement("select due_at <= ? from outbox where channel = ?")) {
                statement.setTimestamp(1, java.sql.Timestamp.from(clock.instant()));
                statement.setString(2, channel.name());
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    @Test
    void whatThrowsIsTriedAgainAndWhatIsRefusedIsADeadLetterAtOnce() {
        put("broken", Priority.BROADCAST);
        channel.onDelivery = item -> {
            throw new IllegalStateException("line\nof \u202e text");
        };
        stage.items(channel, clock, 3).run();
        assertThat(stage.rows(channel)).containsExactly("waiting 1 IllegalStateException: line␊of ⟨U+202E⟩ text");

        clock.advance(Duration.ofMinutes(1));
        channel.onDelivery = item -> Delivery.refused("no such address");
        stage.items(channel, clock, 3).run();
        assertThat(stage.rows(channel)).containsExactly("dead 2 no such address");
    }

    @Test
    void heldIsNoAttempt() {
        put("held", Priority.BROADCAST);
        channel.onDelivery = item -> new Delivery.Held(Duration.ofSeconds(5), "not its turn");
        ItemRound round = stage.items(channel, clock, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(round.run()).isTrue();
            assertThat(round.run()).isFalse();
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(stage.rows(channel)).containsExactly("waiting 0 not its turn");
    }

    @Test
    void aChannelThatIsDownWaitsAsAWholeAndUsesUpNoAttempt() {
        IntStream.range(0, 30).forEach(n -> put("n" + n, Priority.IMMEDIATE));
        channel.onDelivery = item -> Delivery.paused("not reachable");
        ItemRound round = stage.items(channel, clock, 3);
        Instant end = clock.instant().plus(Duration.ofHours(1));
        while (clock.instant().isBefore(end)) {
            round.run();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(channel.items).as("one call a minute is tried").hasSizeBetween(55, 70);
        assertThat(stage.rows(channel)).hasSize(30).allMatch(row -> row.startsWith("waiting 0"));

        channel.onDelivery = item -> Delivery.delivered();
        clock.advance(Duration.ofMinutes(1));
        while (round.run()) {
            Thread.yield();
        }
        assertThat(stage.rows(channel)).hasSize(30).containsOnly("delivered 1");
    }

    @Test
    void aPauseThatTheRemoteAsksForIsKept() {
        put("a", Priority.BROADCAST);
        put("b", Priority.BROADCAST);
        channel.answers.add(Delivery.paused(Duration.ofSeconds(90), "429"));
        ItemRound round = stage.items(channel, clock, 3);
        round.run();
        assertThat(channel.items).hasSize(1);
        clock.advance(Duration.ofSeconds(89));
        assertThat(round.run()).isFalse();
        clock.advance(Duration.ofSeconds(2));
        round.run();
        round.run();
        assertThat(stage.rows(channel)).containsOnly("delivered 1");
    }

    @Test
    void afterAnHourOfSilenceOneMessageTellsAllOfIt() {
        channel.bundles = true;
        IntStream.range(0, 60).forEach(n -> put("n" + n, n % 2 == 0 ? Priority.BROADCAST : Priority.IMMEDIATE));
        channel.answers.add(Delivery.paused("down"));
        ItemRound round = stage.items(channel, clock, 3);
        round.run();
        clock.advance(Duration.ofHours(1));

        while (round.run()) {
            Thread.yield();
        }

        assertThat(channel.items).hasSize(2);
        assertThat(channel.items.get(1).others()).hasSize(59);
        assertThat(stage.rows(channel)).hasSize(60).containsOnly("delivered 1");
    }

    @Test
    void linesKeepTheirDistanceAndStandForThoseThatWait() {
        channel.terms = Optional.of(
                StreamTerms.summary(Duration.ofMinutes(1), 25, Duration.ofSeconds(5), 10, Duration.ofSeconds(10)));
        long incident = stage.open(Set.of());
        for (int seq = 1; seq <= 5; seq++) {
            line(incident, seq);
        }
        ItemRound round = stage.items(channel, clock, 3);
        round.run();
        line(incident, 6);
        assertThat(round.run()).as("within 10 s").isFalse();
        clock.advance(Duration.ofSeconds(11));
        round.run();

        assertThat(channel.items).extracting(Item::folded).containsExactly(4, 0);
        assertThat(stage.rows(channel))
                .containsExactly("delivered 1", "folded 1", "folded 1", "folded 1", "folded 1", "delivered 1");
    }

    @Test
    void linesThatHaveWaitedTooLongAreLeftToTheDigestAndCallsAreNot() {
        channel.terms = Optional.of(
                StreamTerms.summary(Duration.ofMinutes(1), 25, Duration.ofSeconds(5), 10, Duration.ofSeconds(10)));
        long incident = stage.open(Set.of());
        for (int seq = 1; seq <= 300; seq++) {
            line(incident, seq);
        }
        assertThat(stage.rows(channel)).as("more than a digest needs").hasSize(OutboxTable.MOST_LINES);
        put("call", Priority.BROADCAST);
        channel.answers.add(Delivery.paused("down"));
        ItemRound round = stage.items(channel, clock, 3);
        round.run();
        clock.advance(Duration.ofHours(1));
        while (round.run()) {
            Thread.yield();
        }
        assertThat(channel.texts()).containsExactly("call", "call");
        assertThat(stage.rows(channel).stream().filter(row -> row.startsWith("folded")))
                .hasSize(50);
    }

    private void line(long incident, long seq) {
        News.Telling news = Stage.line(incident, seq, clock.instant(), "line " + seq);
        channel.about(news).forEach(draft -> stage.put(channel, news, draft, clock));
    }

    @Test
    void whatIsReplacedWhileItIsOnItsWayIsToldOnceMore() {
        News news = new News.Tested(clock.instant(), "somebody", "x");
        stage.put(channel, news, edit("first"), clock);
        ItemRound round = stage.items(channel, clock, 3);
        channel.onDelivery = item -> {
            if (item.body().path("text").asText().equals("first")) {
                stage.put(channel, news, edit("second"), clock);
            }
            return Delivery.delivered("message-1");
        };
        round.run();
        assertThat(round.run()).as("not within 15 s").isFalse();
        clock.advance(Duration.ofSeconds(15));
        round.run();

        assertThat(channel.texts()).containsExactly("first", "second");
        assertThat(channel.items.get(1).reference()).contains("message-1");
        stage.put(channel, news, edit("third"), clock);
        assertThat(round.run()).isFalse();
        clock.advance(Duration.ofSeconds(15));
        assertThat(round.run()).isTrue();
        assertThat(channel.texts()).endsWith("third");
    }

    private static Draft edit(String text) {
        return Draft.edit("root", Priority.EDIT, "here", NotifyJson.object().put("text", text), Duration.ofSeconds(15));
    }

    @Test
    void whatBecameRestrictedMeanwhileStaysSilent() {
        long incident = stage.open(Set.of());
        line(incident, 1);
        stage.restrict(incident);

        stage.items(channel, clock, 3).run();

        assertThat(channel.items).isEmpty();
        assertThat(stage.rows(channel)).containsExactly("withheld 1");
    }
}
