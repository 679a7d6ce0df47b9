package io.stakeout.bench;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
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
 * From a record in the consumer's hands to the frame in a viewer's, with 1, 100 and 1,000 viewers of one quiet room:
 * commit, hint, read, serialise, send, over loopback. Run by its name; no part of the tests.
 */
@QuarkusTest
@WithPostgres
@TestProfile(ManyViewers.class)
class RoomBenchmark {

    private static final int RECORDS = 200;
    private static final int WARM_UP = 60;
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TestHTTPResource("/")
    String base;

    @Inject
    TestAccounts accounts;

    @Inject
    Incidents incidents;

    @Inject
    Intake intake;

    private final Clock clock = Clock.systemUTC();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Queue<Long>> told = new ConcurrentHashMap<>();

    @Test
    void aFrameIsWrittenSoonAfterItsRecordCame() {
        StringBuilder table =
                new StringBuilder("\n| viewers | frame | n | p50 | p95 | p99 | most |\n|--|--|--|--|--|--|--|\n");
        for (int viewers : List.of(1, 100, 1_000)) {
            measure(viewers, table);
        }
        System.out.println(table);
    }

    private void measure(int viewers, StringBuilder table) {
        String key = String.format("AKIABENCHROOM%07d", viewers);
        Operator operator = accounts.fresh(Role.VIEWER);
        long incident = open(key);
        List<RoomClient> clients = new ArrayList<>();
        for (int n = 0; n < viewers; n++) {
            clients.add(RoomClient.open(
                    http, base, operator.name(), TestAccounts.PASSWORD, Long.toString(incident), this::tell));
        }
        await().atMost(LIMIT)
                .until(() -> clients.stream().noneMatch(client -> client.seqs().isEmpty()));
        List<Long> first = new ArrayList<>();
        List<Long> every = new ArrayList<>();
        LiveReading lane = intake.live("a benchmark");
        for (int n = 0; n < WARM_UP + RECORDS; n++) {
            String id = key + "-" + n;
            byte[] payload = Traffic.logs(List.of(Traffic.record(id, key, clock.instant())));
            LockSupport.parkNanos(QUIET.toNanos());
            long start = System.nanoTime();
            lane.take(payload);
            lane.flush();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> seen(id) == viewers);
            if (n >= WARM_UP) {
                first.add(told.get(id).stream().min(Long::compare).orElseThrow() - start);
                told.get(id).forEach(at -> every.add(at - start));
            }
        }
        clients.forEach(client -> assertThat(client.trouble()).isEmpty());
        clients.forEach(RoomClient::close);
        table.append("| ")
                .append(viewers)
                .append(" | first | ")
                .append(new Latencies(first).cells())
                .append(" |\n");
        table.append("| ")
                .append(viewers)
                .append(" | each | ")
                .append(new Latencies(every).cells())
                .append(" |\n");
    }

    private void tell(String eventId, long at) {
        told.computeIfAbsent(eventId, id -> new ConcurrentLinkedQueue<>()).add(at);
    }

    private int seen(String eventId) {
        return told.getOrDefault(eventId, new ConcurrentLinkedQueue<>()).size();
    }

    private long open(String key) {
        Suspect suspect = Suspect.of("access-key", key, null);
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("benchmark", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
    }
}
