package io.stakeout.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.testing.PackagedApp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The two switches of operations, logs as JSON and traces, on a drill and a stand-in for a collector. */
class TelemetryIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @BeforeEach
    void aCollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/", this::receive);
        collector.start();
    }

    @AfterEach
    void noCollector() {
        collector.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Test
    void logsAreOneJsonObjectALineAndNothingIsTracedUnlessItIsSwitchedOn() throws IOException {
        String output;
        try (PackagedApp app = drill(Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"))) {
            given().get(app.awaitReady() + "/q/health/ready").then().statusCode(200);
            app.terminate();
            output = app.output();
        }
        List<String> logged =
                output.lines().filter(line -> line.startsWith("{")).toList();
        assertThat(logged).isNotEmpty();
        for (String line : logged) {
            JsonNode json = JSON.readTree(line);
            assertThat(json.path("message").asText()).isNotEmpty();
            assertThat(json.path("level").asText()).isNotEmpty();
            assertThat(json.path("timestamp").asText()).isNotEmpty();
        }
        assertThat(output.lines())
                .as("no line of the other format")
                .noneMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
        assertThat(output).as("for people, as ever").contains("Stakeout is ready: http://127.0.0.1:");
        assertThat(received).isEmpty();
    }

    @Test
    void aCollectorGetsSpansOfRecordedBatchesWithoutNamesOfAnybody() throws IOException {
        Map<String, String> on = Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try (PackagedApp app = drill(on)) {
            app.awaitReady();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> received.stream().anyMatch(spans -> spans.contains("record batch")));
        }
        assertThat(received)
                .allSatisfy(spans ->
                        assertThat(spans).startsWith("/v1/traces ").doesNotContain("bert-jan", "AKIATFQR7NSC8Q4X20BJ"));
        assertThat(received).anySatisfy(spans -> assertThat(spans).contains("stakeout.batch.recorded"));
    }

    private PackagedApp drill(Map<String, String> switches) throws IOException {
        Map<String, String> environment = new HashMap<>(switches);
        environment.put("STAKEOUT_DATA_DIR", temp.resolve("home").toString());
        environment.put(
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort());
        return PackagedApp.start(environment, "drill");
    }
}
