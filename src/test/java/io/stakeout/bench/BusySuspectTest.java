package io.stakeout.bench;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.testing.RoomClient;
import io.stakeout.testing.Traffic;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One suspect who makes 2,000 calls a second: nothing is lost, the viewer gets every entry or is told of the gap, and
 * what is held in memory stays bounded. Ten seconds among the tests; {@code -Dbench.seconds=60} for longer.
 */
@QuarkusTest
@WithPostgres
class BusySuspectTest {

    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int PER_SECOND = 2_000;
    private static final int PER_PAYLOAD = 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TestHTTPResource("/")
    String base;

    @Inject
    TestAccounts accounts;

    @Inject
    Incidents incidents;

    @Inject
    Intake intake;

    private final Clock clock = Clock.systemUTC();

    @Test
    void everyCallOfABusySuspectIsRecordedAndTold() {
        String key = "AKIABUSYSUSPECT00001";
        Operator viewer = accounts.fresh(Role.VIEWER);
        long incident = open(key);
        RoomClient room = RoomClient.open(
                HttpClient.newHttpClient(),
                base,
                viewer.name(),
                TestAccounts.PASSWORD,
                Long.toString(incident),
                0,
                (id, at) -> {});
        int calls = SECONDS * PER_SECOND;
        long start = System.nanoTime();
        long slowest = play(key, calls);
        double seconds = (System.nanoTime() - start) / 1e9;
        IncidentView view = incidents.get(Actor.STAKEOUT, incident);
        assertThat(view.counters().total()).isEqualTo(calls);
        assertThat(view.counters().duplicates())
                .as("found by the lane and in the lookback, while the watch began")
                .isLessThan(PER_SECOND);
        assertThat(intake.lookback().extent().bytes()).isLessThanOrEqualTo(128L * 1024 * 1024);
        assertComplete(room, viewer, incident, view.headSeq());
        System.out.printf(
                "busy suspect calls=%d seconds=%.1f slowest-commit-ms=%d gaps=%d heap-mb=%d%n",
                calls, seconds, slowest / 1_000_000, room.trouble().size(), heapMegabytes());
        room.close();
    }

    /**
     * As a shard does: what has come meanwhile is written together.
     *
     * @return the longest that a commit took, in nanoseconds
     */
    private long play(String key, int calls) {
        LiveReading lane = intake.live("a benchmark");
        long start = System.nanoTime();
        long slowest = 0;
        for (int from = 0; from < calls; from += PER_PAYLOAD) {
            long due = start + from * 1_000_000_000L / PER_SECOND;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            byte[] payload = payload(key, from);
            lane.take(payload);
            boolean behind = System.nanoTime() > due + PER_PAYLOAD * 1_000_000_000L / PER_SECOND;
            if (lane.full() || !behind) {
                slowest = Math.max(slowest, flush(lane));
            }
        }
        return Math.max(slowest, flush(lane));
    }

    private static long flush(LiveReading lane) {
        long begun = System.nanoTime();
        lane.flush();
        return System.nanoTime() - begun;
    }

    private byte[] payload(String key, int from) {
        return Traffic.logs(IntStream.range(from, from + PER_PAYLOAD)
                .mapToObj(n -> Traffic.record("busy-" + n, key, clock.instant()))
                .toList());
    }

    /** As a browser does: what a gap left out is fetched. */
    private void assertComplete(RoomClient room, Operator viewer, long incident, long head) {
        await().atMost(LIMIT)
                .until(() -> room.seqs().contains(head) || !room.trouble().isEmpty());
        Set<Long> seen = new HashSet<>(room.seqs());
        if (!room.trouble().isEmpty()) {
            seen.addAll(byRest(viewer, incident, head));
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList());
    }

    private List<Long> byRest(Operator viewer, long incident, long head) {
        List<Long> seqs = new ArrayList<>();
        while (seqs.size() < head) {
            JsonPath page = TestAccounts.as(viewer)
                    .get("/api/incidents/" + incident + "/entries?after=" + seqs.size())
                    .jsonPath();
            seqs.addAll(page.getList("entries.seq", Long.class));
        }
        return seqs;
    }

    private static long heapMegabytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024 * 1024);
    }

    private long open(String key) {
        Suspect suspect = Suspect.of("access-key", key, null);
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("busy", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
    }
}
