package io.stakeout.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.access.TestAccounts;
import io.stakeout.boot.DebianPostgres;
import io.stakeout.boot.JdbcAccess;
import io.stakeout.signal.Detector;
import io.stakeout.testing.MotoServer;
import io.stakeout.testing.PackagedApp;
import io.stakeout.testing.RoomClient;
import io.stakeout.testing.TestStream;
import io.stakeout.testing.Traffic;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged application on a stream: one process or two, one database, and what happens when a part of it dies. */
class StreamNodesIT {

    private static final String PASSWORD = "a-password-for-this-test";
    private static final int EVENTS = 20_000;
    private static final int EVERY = 50;
    private static final int PER_PAYLOAD = 20;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    static Path temp;

    private static DebianPostgres postgres;
    private static TestStream stream;
    private static URI endpoint;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void aStreamAndADatabase() throws IOException {
        endpoint = MotoServer.require();
        stream = TestStream.create(endpoint, "nodes", 4);
        postgres = DebianPostgres.start(temp);
    }

    @AfterAll
    static void noDatabaseStaysBehind() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void whatPassedBeforeAKillIsFoundForASuspectThatIsNamedAfterwards() throws IOException {
        String key = "AKIALOOKBACKTEST0001";
        PackagedApp before = start("one");
        try {
            String base = before.awaitReady();
            awaitConsuming(base);
            double already = metric(base, "stakeout_stream_records_total");
            stream.spread(payloads("lookback", key, 400));
            await().atMost(LIMIT).until(() -> metric(base, "stakeout_stream_records_total") >= already + 20);
            await().atMost(LIMIT).until(() -> metric(base, "stakeout_stream_checkpoints_total") > 0);
        } finally {
            before.kill();
        }
        try (PackagedApp after = start("one")) {
            String base = after.awaitReady();
            awaitConsuming(base);
            await().atMost(LIMIT).until(() -> status(base).getInt("consumer.refilling") == 0);
            String incident = open(base, key);
            await().atMost(LIMIT).until(() -> total(base, incident) == 400 / EVERY);
            assertNoHoles(base, incident);
        }
    }

    @Test
    void whatACredentialDidBeforeAKillIsFoundWhenItsParentArrivesAfterwards() throws IOException {
        String parent = "AKIAPARENTTEST000001";
        String child = "ASIACHILDTEST0000001";
        String incident;
        PackagedApp before = start("one");
        try {
            String base = before.awaitReady();
            awaitConsuming(base);
            incident = open(base, parent);
            double already = metric(base, "stakeout_stream_records_total");
            double checkpoints = metric(base, "stakeout_stream_checkpoints_total");
            stream.spread(payloads("child", child, 400));
            await().atMost(LIMIT).until(() -> metric(base, "stakeout_stream_records_total") >= already + 20);
            await().atMost(LIMIT).until(() -> metric(base, "stakeout_stream_checkpoints_total") > checkpoints);
            assertThat(total(base, incident)).isZero();
        } finally {
            before.kill();
        }
        try (PackagedApp after = start("one")) {
            String base = after.awaitReady();
            awaitConsuming(base);
            await().atMost(LIMIT).until(() -> status(base).getInt("consumer.refilling") == 0);
            assertThat(total(base, incident)).isZero();
            stream.spread(List.of(Traffic.logs(List.of(Traffic.assumeRole("hop", parent, child, Instant.now())))));
            await().atMost(LIMIT).until(() -> total(base, incident) == 1 + 400 / EVERY);
            assertNoHoles(base, incident);
        }
    }

    @Test
    void twoNodesOfWhichOneIsKilledRecordEverythingOnce() throws IOException {
        String key = "AKIATWONODESTEST0001";
        List<byte[]> payloads = payloads("nodes", key, EVENTS);
        try (PackagedApp two = start("two")) {
            String baseTwo = two.awaitReady();
            List<Long> seenByOne;
            RoomClient watchesTwo;
            String incident;
            PackagedApp one = start("one");
            try {
                String baseOne = one.awaitReady();
                awaitConsuming(baseOne);
                awaitConsuming(baseTwo);
                awaitSharing(baseOne, baseTwo);
                twoHundredDeliveriesOfOneSignalOpenOneIncident(List.of(baseOne, baseTwo));
                incident = open(baseOne, key);
                RoomClient watchesOne = watch(baseOne, incident, 0);
                watchesTwo = watch(baseTwo, incident, 0);
                stream.spread(payloads.subList(0, payloads.size() / 2));
                await().atMost(LIMIT).until(() -> total(baseTwo, incident) > 0);
                assertThat(shards(baseOne))
                        .as("shards of the node that is killed")
                        .isPositive();
                one.kill();
                seenByOne = new ArrayList<>(watchesOne.seqs());
            } finally {
                one.kill();
            }
            stream.spread(payloads.subList(payloads.size() / 2, payloads.size()));
            await().atMost(LIMIT).until(() -> total(baseTwo, incident) == EVENTS / EVERY);
            long head = assertNoHoles(baseTwo, incident);
            await().atMost(LIMIT).until(() -> watchesTwo.seqs().size() == head);
            assertThat(watchesTwo.seqs()).isEqualTo(upTo(head));
            assertThat(watchesTwo.trouble()).isEmpty();
            try (PackagedApp again = start("one")) {
                RoomClient back = watch(again.awaitReady(), incident, seenByOne.get(seenByOne.size() - 1));
                await().atMost(LIMIT).until(() -> seenByOne.size() + back.seqs().size() == head);
                seenByOne.addAll(back.seqs());
                back.close();
            }
            assertThat(seenByOne).isEqualTo(upTo(head));
            assertThat(total(baseTwo, incident)).isEqualTo(EVENTS / EVERY);
            watchesTwo.close();
        }
    }

    /** Half of them to each process, all at once. */
    private void twoHundredDeliveriesOfOneSignalOpenOneIncident(List<String> bases) {
        Detector crowd = new Detector("crowd");
        String key = "AKIATWOHUNDREDTEST01";
        String body = crowd.body("one-of-two-hundred", 90, key);
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<Future<String>> sent = IntStream.range(0, 200)
                    .mapToObj(n -> threads.submit(() -> crowd.sendsTo(bases.get(n % 2), body)
                            .then()
                            .statusCode(202)
                            .extract()
                            .asString()))
                    .toList();
            Set<String> answers = new HashSet<>();
            for (Future<String> one : sent) {
                answers.add(one.get(2, TimeUnit.MINUTES));
            }
            assertThat(answers).singleElement().asString().contains("\"outcome\":\"opened\"");
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
        for (String base : bases) {
            List<String> named =
                    admin(base).get("/api/incidents").jsonPath().getList("incidents.suspects.value.flatten()");
            assertThat(named.stream().filter(key::equals)).hasSize(1);
        }
    }

    @Test
    void aDatabaseThatGoesAwayMeanwhilePausesTheStreamAndLosesNothing() throws IOException {
        String key = "AKIAOUTAGETEST000001";
        int events = 4_000;
        try (PackagedApp app = start("one")) {
            String base = app.awaitReady();
            awaitConsuming(base);
            String incident = open(base, key);
            List<byte[]> payloads = payloads("outage", key, events);
            stream.spread(payloads.subList(0, payloads.size() / 2));
            await().atMost(LIMIT).until(() -> total(base, incident) > 0);
            postgres.close();
            try {
                stream.spread(payloads.subList(payloads.size() / 2, payloads.size()));
                await().atMost(LIMIT).until(() -> readiness(base).contains("WAITING"));
            } finally {
                postgres.run();
            }
            await().atMost(LIMIT).ignoreExceptions().until(() -> total(base, incident) == events / EVERY);
            assertNoHoles(base, incident);
            await().atMost(LIMIT)
                    .until(() -> status(base).getString("consumer.phase").equals("RUNNING"));
        }
    }

    private static PackagedApp start(String worker) throws IOException {
        JdbcAccess access = postgres.access();
        Map<String, String> environment = new HashMap<>();
        environment.put("STAKEOUT_KINESIS_STREAM", stream.name());
        environment.put("STAKEOUT_SIGNALS_SECRETS_CROWD", "only-secret-of-crowd");
        environment.put("STAKEOUT_SIGNALS_ACCOUNTS_CROWD", "*");
        environment.put("STAKEOUT_KINESIS_REGION", "us-east-1");
        environment.put("STAKEOUT_KINESIS_ENDPOINT", endpoint.toString());
        environment.put("STAKEOUT_KINESIS_DYNAMODB_ENDPOINT", endpoint.toString());
        environment.put("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        environment.put("STAKEOUT_DATA_DIR", temp.resolve("home-" + worker).toString());
        environment.put("STAKEOUT_ADMIN_PASSWORD", PASSWORD);
        environment.put("STAKEOUT_KINESIS_WORKER_ID", worker);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", access.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", access.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", access.password());
        return PackagedApp.start(environment, "serve");
    }

    /** Payloads in which each fiftieth event is the suspect's. */
    private static List<byte[]> payloads(String name, String suspect, int events) {
        Instant now = Instant.now();
        List<byte[]> payloads = new ArrayList<>();
        for (int from = 0; from < events; from += PER_PAYLOAD) {
            payloads.add(Traffic.logs(IntStream.range(from, from + PER_PAYLOAD)
                    .mapToObj(
                            n -> Traffic.record(name + "-" + n, n % EVERY == 0 ? suspect : "AKIASOMEBODYELSE0001", now))
                    .toList()));
        }
        return payloads;
    }

    private static void awaitConsuming(String base) {
        await().atMost(LIMIT)
                .until(() -> status(base).getString("consumer.phase").equals("RUNNING"));
    }

    /** A node shows a shard once a record has come by it, so some that are nobody's go first. */
    private static void awaitSharing(String baseOne, String baseTwo) {
        List<byte[]> nobodys = payloads("nobodys", "AKIASOMEBODYELSE0001", 200);
        await().atMost(LIMIT).until(() -> {
            stream.spread(nobodys);
            return shards(baseOne) > 0 && shards(baseTwo) > 0;
        });
    }

    private static int shards(String base) {
        return status(base).getList("shards").size();
    }

    private static String readiness(String base) {
        return given().get(base + "/q/health/ready").asString();
    }

    private static double metric(String base, String name) {
        return admin(base)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static JsonPath status(String base) {
        return admin(base).get("/api/status").jsonPath();
    }

    private static int total(String base, String incident) {
        return admin(base).get("/api/incidents/" + incident).jsonPath().getInt("counters.total");
    }

    private static String open(String base, String key) {
        return admin(base)
                .contentType("application/json")
                .body(Map.of("title", key, "suspects", List.of(Map.of("type", "access-key", "value", key))))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RoomClient watch(String base, String incident, long after) {
        return RoomClient.open(http, base, "admin", PASSWORD, incident, after, (id, at) -> {});
    }

    /** @return the number of the last entry */
    private static long assertNoHoles(String base, String incident) {
        List<Long> seqs = new ArrayList<>();
        long head = Long.MAX_VALUE;
        while (seqs.size() < head) {
            JsonPath page = admin(base)
                    .get("/api/incidents/" + incident + "/entries?after=" + seqs.size())
                    .jsonPath();
            seqs.addAll(page.getList("entries.seq", Long.class));
            head = page.getLong("headSeq");
        }
        assertThat(seqs).isEqualTo(upTo(head));
        return head;
    }

    private static List<Long> upTo(long head) {
        return LongStream.rangeClosed(1, head).boxed().toList();
    }

    private static RequestSpecification admin(String base) {
        return TestAccounts.as("admin", PASSWORD).baseUri(base);
    }
}
