package io.stakeout.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.stakeout.access.TestAccounts;
import io.stakeout.testing.MotoServer;
import io.stakeout.testing.PackagedApp;
import io.stakeout.testing.RoomClient;
import io.stakeout.testing.TestStream;
import io.stakeout.testing.Traffic;

import static org.awaitility.Awaitility.await;

/**
 * From {@code PutRecord} to the frame in a viewer's hands, through the packaged application and a Kinesis on this
 * machine. Run by its name; no part of the tests.
 */
class StreamBenchmark {

    private static final String PASSWORD = "a-password-for-this-test";
    private static final String KEY = "AKIABENCHSTREAM00001";
    private static final int RECORDS = 500;
    private static final int WARM_UP = 50;
    private static final Duration APART = Duration.ofMillis(130);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Map<String, Long> told = new ConcurrentHashMap<>();

    @Test
    void aFrameIsWrittenSoonAfterItsRecordWasPut() throws Exception {
        URI endpoint = MotoServer.require();
        TestStream stream = TestStream.create(endpoint, "bench", 1);
        Path home = Files.createTempDirectory("stakeout-bench-");
        Map<String, String> environment = new HashMap<>();
        environment.put("STAKEOUT_KINESIS_STREAM", stream.name());
        environment.put("STAKEOUT_KINESIS_REGION", "us-east-1");
        environment.put("STAKEOUT_KINESIS_ENDPOINT", endpoint.toString());
        environment.put("STAKEOUT_KINESIS_DYNAMODB_ENDPOINT", endpoint.toString());
        environment.put("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        environment.put("STAKEOUT_DATA_DIR", home.toString());
        environment.put("STAKEOUT_ADMIN_PASSWORD", PASSWORD);
        try (PackagedApp app = PackagedApp.start(environment, "serve")) {
            String base = app.awaitReady();
            await().atMost(LIMIT).until(() -> consuming(base));
            String incident = open(base);
            RoomClient client =
                    RoomClient.open(HttpClient.newHttpClient(), base, "admin", PASSWORD, incident, told::putIfAbsent);
            Map<String, Long> put = new HashMap<>();
            for (int n = 0; n < WARM_UP + RECORDS; n++) {
                String id = "put-" + n;
                List<byte[]> one = List.of(Traffic.logs(List.of(Traffic.record(id, KEY, Instant.now()))));
                put.put(id, System.nanoTime());
                stream.spread(one);
                LockSupport.parkNanos(APART.toNanos());
            }
            await().atMost(LIMIT).until(() -> told.size() == WARM_UP + RECORDS);
            client.close();
            List<Long> latencies = new ArrayList<>();
            for (int n = WARM_UP; n < WARM_UP + RECORDS; n++) {
                latencies.add(told.get("put-" + n) - put.get("put-" + n));
            }
            System.out.println("\n| way | n | p50 | p95 | p99 | most |\n|--|--|--|--|--|--|\n| put to frame | "
                    + new Latencies(latencies).cells() + " |");
        }
    }

    private static boolean consuming(String base) {
        return TestAccounts.as("admin", PASSWORD)
                .baseUri(base)
                .get("/api/status")
                .jsonPath()
                .getString("consumer.phase")
                .equals("RUNNING");
    }

    private static String open(String base) {
        return TestAccounts.as("admin", PASSWORD)
                .baseUri(base)
                .contentType("application/json")
                .body(Map.of("title", "bench", "suspects", List.of(Map.of("type", "access-key", "value", KEY))))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
