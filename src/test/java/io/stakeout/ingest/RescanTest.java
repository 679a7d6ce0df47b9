package io.stakeout.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Timeline;
import io.stakeout.testing.Traffic;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Lookback;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A watch that grows is applied to what has passed: without a gap, and without counting anything twice. */
@QuarkusTest
@WithPostgres
class RescanTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Intake intake;

    @Inject
    Incidents incidents;

    @Inject
    Timeline timeline;

    @Inject
    ReplayLane lane;

    @Inject
    AgroalDataSource database;

    private final Clock clock = Clock.systemUTC();

    @Test
    void aRoomThatOpensLateBeginsWithWhatHadPassed() {
        String key = freshKey();
        play(Traffic.logs(List.of(event(key, 1), event(freshKey(), 2), event(key, 3))));
        long incident = open(key);
        await().atMost(SOON).until(() -> total(incident) == 2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(entries(incident))
                        .anyMatch(body -> body.contains("\"lookback\"") && body.contains("2 calls")));
        assertThat(view(incident).counters().duplicates()).isZero();
    }

    @Test
    void aSuspectAddedLaterIsLookedForAndWhatIsKnownIsPassedOver() {
        String known = freshKey();
        String late = freshKey();
        long incident = open(known);
        play(Traffic.logs(List.of(event(known, 1), event(late, 2), event(late, 3), event(late, 4))));
        await().atMost(SOON).until(() -> total(incident) == 1);
        incidents.addSuspect(Actor.STAKEOUT, incident, Suspect.of("access-key", late, null));
        String user = "arn:aws:iam::" + Traffic.ACCOUNT + ":user/user-of-" + known;
        incidents.addSuspect(Actor.STAKEOUT, incident, Suspect.of("principal-arn", user, null));
        await().atMost(SOON).until(() -> total(incident) == 4);
        await().atMost(SOON).until(() -> entries(incident).stream().anyMatch(body -> body.contains("3 calls")));
        assertThat(view(incident).counters().duplicates()).isZero();
        assertThat(entries(incident)).noneMatch(body -> body.contains("\"arrival\""));
    }

    @Test
    void whatArrivesWhileTheWatchCannotBeReadIsFoundWhenItCan() throws SQLException {
        String key = freshKey();
        long incident = open(freshKey());
        incidents.addSuspect(Actor.STAKEOUT, incident, Suspect.of("access-key", key, null));
        sql("alter table suspect rename to elsewhere");
        try {
            play(Traffic.logs(List.of(event(key, 1))));
        } finally {
            sql("alter table elsewhere rename to suspect");
        }
        await().atMost(SOON).until(() -> total(incident) == 1);
    }

    @Test
    void tenThousandRacesBetweenARecordAndAWatchMissNothing() throws Exception {
        Race race = new Race(new Lookback(16_384, Duration.ofMinutes(30)), 0);
        race.run(10_000);
        assertThat(race.foundByTheLane).as("races won by the watch").isPositive();
        assertThat(race.foundLookingBack).as("races won by the record").isPositive();
        assertThat(race.missed).isZero();
    }

    @Test
    void whatBothFindIsRecordedOnce() throws Exception {
        int rounds = 300;
        long incident = open(freshKey());
        Race race = new Race(new Lookback(16_384, Duration.ofMinutes(30)), incident);
        race.run(rounds);
        assertThat(race.missed).isZero();
        assertThat(total(incident)).isEqualTo(rounds);
        assertThat(view(incident).counters().duplicates()).isLessThanOrEqualTo(race.foundByTheLane);
    }

    /** In each round one thread brings a record while another begins to watch its principal. */
    private final class Race {
        private final Lookback lookback;
        private final long incident;
        private final AtomicReference<Watchlist> published = new AtomicReference<>(Watchlist.empty());
        private int missed;
        private int foundByTheLane;
        private int foundLookingBack;

        /** @param incident to write to; 0 to write nothing */
        private Race(Lookback lookback, long incident) {
            this.lookback = lookback;
            this.incident = incident;
        }

        void run(int rounds) throws Exception {
            ExecutorService publisher = Executors.newSingleThreadExecutor();
            CyclicBarrier start = new CyclicBarrier(2);
            try {
                for (int round = 0; round < rounds; round++) {
                    String key = freshKey();
                    byte[] payload = Traffic.event("e", event(key, round));
                    CompletableFuture<Long> looked =
                            CompletableFuture.supplyAsync(() -> publish(key, start), publisher);
                    long byLane = bring(payload, start);
                    long byLook = looked.get();
                    foundByTheLane += byLane;
                    foundLookingBack += byLook;
                    missed += byLane + byLook == 0 ? 1 : 0;
                }
            } finally {
                publisher.shutdownNow();
            }
        }

        private long bring(byte[] payload, CyclicBarrier start) {
            Reading reading = new Reading(Reading.Purpose.LIVE, "race", Optional.empty(), intake);
            LiveReading live = new LiveReading(reading, lookback, published::get, intake.footfall(), clock);
            meet(start);
            live.take(payload);
            write(reading);
            return live.tally().matched();
        }

        private long publish(String key, CyclicBarrier start) {
            Watchlist grown =
                    Watchlist.of(List.of(new Watch(Math.max(incident, 1), Suspect.of("access-key", key, null))));
            Reading reading = intake.again("race");
            meet(start);
            published.set(grown);
            SecondLook look = new SecondLook(grown, lookback, reading, intake.scanner());
            while (look.goOn()) {
                write(reading);
            }
            write(reading);
            return look.tally().matched();
        }

        private void write(Reading reading) {
            if (incident > 0) {
                reading.flush();
            }
        }
    }

    private static void meet(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private void play(byte[] payload) {
        ReplayLane.Performance performance = lane.start("a test", () -> false);
        performance.play(payload, Instant.EPOCH);
        performance.end();
    }

    private long open(String key) {
        Suspect suspect = Suspect.of("access-key", key, null);
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
    }

    private IncidentView view(long incident) {
        return incidents.get(Actor.STAKEOUT, incident);
    }

    private long total(long incident) {
        return view(incident).counters().total();
    }

    private List<String> entries(long incident) {
        return timeline.after(incident, 0, 500).stream().map(Object::toString).toList();
    }

    private static String freshKey() {
        return String.format("AKIARESCAN%010d", NUMBER.incrementAndGet());
    }

    private String event(String key, int n) {
        return Traffic.record(key + "-" + n, key, clock.instant());
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
