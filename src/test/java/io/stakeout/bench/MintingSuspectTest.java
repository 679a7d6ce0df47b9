package io.stakeout.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Timeline;
import io.stakeout.incident.lineage.Growth;
import io.stakeout.incident.lineage.LineageView;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.testing.Traffic;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A suspect who assumes a role twenty times a second, each time for a key that has been used a moment before, beside a
 * thousand events a second of others: all of it is found, and the figures say what the live lane pays for it. Ten seconds
 * among the tests; {@code -Dbench.seconds=60} for 1,200 hops.
 */
@QuarkusTest
@WithPostgres
class MintingSuspectTest {

    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int PER_SECOND = 1_000;
    private static final int PER_PAYLOAD = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What the suspect does beside each payload of others' events. */
    private enum Does {
        NOTHING,
        CALL,
        MINT
    }

    @Inject
    Incidents incidents;

    @Inject
    IdentityDesk desk;

    @Inject
    Timeline timeline;

    @Inject
    Intake intake;

    private final Clock clock = Clock.systemUTC();
    private int hops;

    @Test
    void whatASuspectMintsAllTheTimeIsFollowedAndTheLaneKeepsUp() {
        LiveReading lane = intake.live("a benchmark");
        long[] quiet = play(lane, "AKIANOBODYATALL00001", Does.NOTHING);
        String caller = "AKIACALLSONLY0000001";
        open(caller);
        long[] calling = play(lane, caller, Does.CALL);
        String key = "AKIAMINTSKEYS0000001";
        long incident = open(key);
        long[] minting = play(lane, key, Does.MINT);
        long last = System.nanoTime();
        await().atMost(LIMIT).until(() -> total(incident) == 2L * hops);
        System.out.printf(
                "minting suspect hops=%d quiet p50=%.1f p99=%.1f ms, calling p50=%.1f p99=%.1f ms, minting p50=%.1f"
                        + " p99=%.1f ms, last found after %d ms%n",
                hops,
                percentile(quiet, 50),
                percentile(quiet, 99),
                percentile(calling, 50),
                percentile(calling, 99),
                percentile(minting, 50),
                percentile(minting, 99),
                (System.nanoTime() - last) / 1_000_000);
        assertThat(keys(incident)).hasSize(hops + 1);
    }

    @Test
    void moreThanFiveHundredInAMinuteJoinAsAGroupAndAreFollowedAllTheSame() {
        String key = "AKIAMINTSGROUPS00001";
        long incident = open(key);
        int many = Growth.MOST_NAMED_A_MINUTE + 150;
        LiveReading lane = intake.live("a test");
        List<String> hopsAndCalls = new ArrayList<>();
        for (int n = 0; n < many; n++) {
            String child = String.format("ASIAGROUPEDKEY%06d", n);
            hopsAndCalls.add(Traffic.assumeRole("group-hop-" + n, key, child, clock.instant()));
            hopsAndCalls.add(Traffic.record("group-call-" + n, child, clock.instant()));
        }
        for (int from = 0; from < hopsAndCalls.size(); from += 100) {
            lane.take(Traffic.logs(hopsAndCalls.subList(from, from + 100)));
        }
        lane.flush();
        await().atMost(LIMIT).until(() -> total(incident) == 2L * many);
        List<String> told = told(incident);
        assertThat(told).filteredOn(entry -> entry.contains("\"joined\"")).hasSizeBetween(400, 500);
        assertThat(told)
                .filteredOn(entry -> entry.contains("\"joined-group\""))
                .isNotEmpty()
                .allMatch(entry -> entry.contains("all of them are followed"));
        assertThat(keys(incident)).hasSize(many + 1);
    }

    /** @return how long each payload took from its arrival to its commit, in nanoseconds */
    private long[] play(LiveReading lane, String key, Does what) {
        int payloads = SECONDS * PER_SECOND / PER_PAYLOAD;
        long[] took = new long[payloads];
        long start = System.nanoTime();
        for (int n = 0; n < payloads; n++) {
            byte[] payload = payload(n, key, what);
            long due = start + n * 1_000_000_000L * PER_PAYLOAD / PER_SECOND;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            long begun = System.nanoTime();
            lane.take(payload);
            lane.flush();
            took[n] = System.nanoTime() - begun;
        }
        return took;
    }

    private byte[] payload(int number, String key, Does what) {
        List<String> records = new ArrayList<>(IntStream.range(0, PER_PAYLOAD)
                .mapToObj(n -> Traffic.record(
                        key + "-" + number + "-" + n, String.format("AKIASOMEBODY%08d", n), clock.instant()))
                .toList());
        if (what == Does.CALL) {
            records.add(Traffic.record("one-" + key + number, key, clock.instant()));
            records.add(Traffic.record("two-" + key + number, key, clock.instant()));
        } else if (what == Does.MINT) {
            String child = String.format("ASIAMINTEDKEY%07d", hops++);
            records.add(Traffic.record("call-" + child, child, clock.instant()));
            records.add(Traffic.assumeRole("hop-" + child, key, child, clock.instant()));
        }
        return Traffic.logs(records);
    }

    private static double percentile(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private long open(String key) {
        List<Suspect> suspects = List.of(Suspect.of("access-key", key, null));
        return incidents
                .open(Actor.STAKEOUT, new Opening("mints", Severity.LOW, Follow.FULL, suspects, Set.of(), "person"))
                .id();
    }

    private long total(long incident) {
        return incidents.get(Actor.STAKEOUT, incident).counters().total();
    }

    private List<LineageView.Identity> keys(long incident) {
        return desk.lineage(Actor.STAKEOUT, incident).identities().stream()
                .filter(identity -> identity.kind().equals("access-key"))
                .toList();
    }

    private List<String> told(long incident) {
        List<String> all = new ArrayList<>();
        List<EntryLine> page = timeline.after(incident, 0, Timeline.MOST_PER_PAGE);
        while (!page.isEmpty()) {
            page.forEach(line -> all.add(line.json()));
            page = timeline.after(incident, page.get(page.size() - 1).seq(), Timeline.MOST_PER_PAGE);
        }
        return all;
    }
}
