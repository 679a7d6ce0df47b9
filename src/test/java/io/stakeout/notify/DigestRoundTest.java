package io.stakeout.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.incident.Counters;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Lane;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** What digests tell of a log adds up to the log, whatever happens on the way. */
@QuarkusTest
@WithPostgres
@TestProfile(WithListener.class)
class DigestRoundTest {

    private static final StreamTerms SUMMARY =
            StreamTerms.summary(Duration.ofMinutes(1), 25, Duration.ofSeconds(5), 10, Duration.ofSeconds(10));

    @Inject
    Stage stage;

    private final StillClock clock = new StillClock();
    private final Scripted channel = Stage.channel();

    private void calls(long incident, int from, int to) {
        stage.record(IntStream.range(from, to)
                .mapToObj(n -> Stage.call(incident, "e" + n, n % 3 == 0 ? "CreateUser" : "GetUser", "203.0.113.7"))
                .toList());
    }

    private long followed(StreamTerms terms) {
        channel.terms = Optional.of(terms);
        long incident = stage.open(Set.of());
        stage.follow(channel, incident, clock);
        return incident;
    }

    @Test
    void aMinuteOrTwentyFiveEntriesAreADigestAndNothingSooner() {
        long incident = followed(SUMMARY);
        DigestRound round = stage.logs(channel, clock, 3);
        calls(incident, 0, 5);
        assertThat(round.run()).isFalse();
        clock.advance(Duration.ofSeconds(60));
        assertThat(round.run()).isTrue();
        assertThat(round.run()).isFalse();

        calls(incident, 5, 40);
        assertThat(round.run()).as("not within 5 s").isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(round.run()).isTrue();

        assertThat(channel.digests).hasSize(2);
        Digest second = channel.digests.get(1);
        assertThat(second.counts().calls()).isEqualTo(35);
        assertThat(second.counts().identities()).isEqualTo(12);
        assertThat(second.counts().reads()).isEqualTo(23);
        assertThat(second.entries()).hasSize(10).allMatch(line -> line.json().contains("CreateUser"));
        assertThat(second.more()).isEqualTo(25);
    }

    @Test
    void whileThousandsAreRecordedEveryCallIsCountedOnce() throws Exception {
        channel.terms = Optional.of(StreamTerms.summary(Duration.ofMillis(1), 1, Duration.ZERO, 10, Duration.ZERO));
        long incident = stage.open(Set.of());
        stage.follow(channel, incident, clock);
        clock.advance(Duration.ofSeconds(1));
        int writers = 3;
        int each = 1_000;
        ExecutorService pool = Executors.newFixedThreadPool(writers + 2);
        List<Callable<Void>> work = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int first = w * each / 2;
            work.add(() -> {
                for (int n = first; n < first + each; n += 50) {
                    calls(incident, n, n + 50);
                }
                return null;
            });
        }
        for (int node = 0; node < 2; node++) {
            DigestRound round = stage.logs(channel, clock, 3);
            work.add(() -> {
                for (int n = 0; n < 200; n++) {
                    round.run();
                    clock.advance(Duration.ofMillis(2));
                }
                return null;
            });
        }
        for (Future<Void> one : pool.invokeAll(work)) {
            one.get();
        }
        pool.shutdown();
        clock.advance(Duration.ofSeconds(1));
        while (stage.logs(channel, clock, 3).run()) {
            clock.advance(Duration.ofMillis(2));
        }

        IncidentView view = stage.incidents().get(Actor.STAKEOUT, incident);
        Counts sum = channel.digests.stream().map(Digest::counts).reduce(Counts.NONE, Counts::plus);
        Counters all = view.counters();
        assertThat(all.total()).isEqualTo(2_000);
        assertThat(channel.digests).hasSizeGreaterThan(3);
        assertThat(sum)
                .isEqualTo(new Counts(
                        view.headSeq(),
                        all.total(),
                        all.reads(),
                        all.writes(),
                        all.identities(),
                        all.tampers(),
                        all.denied(),
                        all.failed(),
                        all.throttled(),
                        0));
        assertThat(channel.digests).extracting(Digest::key).doesNotHaveDuplicates();
    }

    @Test
    void ofTermsThatAreWholeEachEntryComesOnceAndARetryHasExactlyTheSame() {
        long incident = followed(StreamTerms.whole(Duration.ofSeconds(5), 20));
        calls(incident, 0, 30);
        DigestRound round = stage.logs(channel, clock, 5);
        channel.answers.add(Delivery.later("broke"));
        round.run();
        calls(incident, 30, 50);
        clock.advance(Duration.ofMinutes(1));
        while (round.run()) {
            clock.advance(Duration.ofSeconds(6));
        }

        Digest failed = channel.digests.get(0);
        Digest again = channel.digests.get(1);
        assertThat(again.key()).isEqualTo(failed.key());
        assertThat(again.entries()).isEqualTo(failed.entries());
        assertThat(again.attempt()).isEqualTo(2);
        List<Long> told = channel.digests.stream()
                .skip(1)
                .flatMap(digest -> digest.entries().stream())
                .map(EntryLine::seq)
                .toList();
        long head = stage.incidents().get(Actor.STAKEOUT, incident).headSeq();
        assertThat(told)
                .isEqualTo(
                        java.util.stream.LongStream.rangeClosed(1, head).boxed().toList());
    }

    @Test
    void whoDiesBetweenDeliveryAndNoteHasTheStretchToldAgain() {
        long incident = followed(SUMMARY);
        calls(incident, 0, 30);
        clock.advance(Duration.ofSeconds(6));
        DigestRound dies = stage.logs(channel, clock, 3);
        DigestRound.Due due = dies.claim().orElseThrow();
        dies.deliver(due);
        DigestRound next = stage.logs(channel, clock, 3);
        assertThat(next.run()).isFalse();
        clock.advance(Duration.ofSeconds(61));
        assertThat(next.run()).isTrue();
        assertThat(channel.digests).extracting(Digest::key).containsOnly(incident + ":0");
        assertThat(channel.digests).extracting(Digest::attempt).containsExactly(1, 2);
        dies.settle(due, Delivery.delivered());
        assertThat(next.run()).as("the late note changed nothing").isFalse();
    }

    @Test
    void anHourOfSilenceEndsInOneDigest() {
        long incident = followed(SUMMARY);
        DigestRound round = stage.logs(channel, clock, 3);
        for (int minute = 0; minute < 60; minute++) {
            calls(incident, minute * 10, minute * 10 + 10);
            channel.answers.add(Delivery.paused("down"));
            clock.advance(Duration.ofMinutes(1));
            round.run();
        }
        channel.answers.clear();
        channel.digests.clear();
        clock.advance(Duration.ofMinutes(2));
        while (round.run()) {
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(channel.digests).singleElement().satisfies(one -> {
            assertThat(one.counts().calls()).isEqualTo(600);
            assertThat(one.attempt()).isEqualTo(1);
        });
    }

    @Test
    void whatIsRefusedIsADeadLetterThatCanBeSentAgainAndTheLogGoesOn() {
        long incident = followed(SUMMARY);
        calls(incident, 0, 30);
        clock.advance(Duration.ofSeconds(6));
        channel.answers.add(Delivery.refused("too strange"));
        DigestRound round = stage.logs(channel, clock, 3);
        round.run();
        assertThat(stage.rows(channel)).containsExactly("dead 0 too strange");
        calls(incident, 30, 60);
        clock.advance(Duration.ofSeconds(6));
        round.run();
        assertThat(channel.digests).hasSize(2);

        stage.sql(connection -> {
            try (var statement = connection.prepareStatement("select id from outbox where channel = ?")) {
                statement.setString(1, channel.name());
                try (var row = statement.executeQuery()) {
                    row.next();
                    new DeadTable(connection).revive(row.getLong(1), clock.instant());
                }
            }
            return null;
        });
        stage.items(channel, clock, 3).run();

        Digest again = channel.digests.get(2);
        Digest first = channel.digests.get(0);
        assertThat(again.key()).isEqualTo(first.key());
        assertThat(again.counts()).isEqualTo(first.counts());
        assertThat(again.attempt()).isGreaterThan(1);
        assertThat(stage.rows(channel)).containsExactly("delivered 2");
    }

    @Test
    void whatIsFromThePastIsCountedAsThat() {
        long incident = followed(SUMMARY);
        stage.record(List.of(
                Stage.call(incident, "live", "GetUser", "203.0.113.7"),
                Stage.call(incident, "import", "GetUser", "203.0.113.7", Lane.IMPORT, false),
                Stage.call(incident, "backfill", "GetUser", "203.0.113.7", Lane.BACKFILL, false),
                Stage.call(incident, "lookback", "GetUser", "203.0.113.7", Lane.CT, true)));
        clock.advance(Duration.ofSeconds(61));
        stage.logs(channel, clock, 3).run();
        Counts counts = channel.digests.get(0).counts();
        assertThat(counts.calls()).isEqualTo(4);
        assertThat(counts.past()).isEqualTo(3);
    }

    @Test
    void aRestrictedIncidentStaysSilentAlsoAfterwards() {
        long incident = followed(SUMMARY);
        calls(incident, 0, 30);
        stage.restrict(incident);
        clock.advance(Duration.ofSeconds(61));
        assertThat(stage.logs(channel, clock, 3).run()).isTrue();
        assertThat(stage.logs(channel, clock, 3).run()).isFalse();
        assertThat(channel.digests).isEmpty();
    }
}
