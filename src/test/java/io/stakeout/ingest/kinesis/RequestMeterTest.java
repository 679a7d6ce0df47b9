package io.stakeout.ingest.kinesis;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.testing.TestStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Real AWS clients against a server that refuses as it is told. */
class RequestMeterTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
    private final KinesisTrouble trouble = new KinesisTrouble(new TickingClock(now));
    private final AtomicReference<String> answer = new AtomicReference<>("");

    @TempDir
    Path directory;

    private HttpServer server;
    private KinesisClients clients;

    @BeforeEach
    void clientsOfAServerThatRefuses() throws Exception {
        assertThat(TestStream.credentials()).as("also in the system properties").isNotNull();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            boolean good = answer.get().isEmpty();
            byte[] body = (good ? "{}" : "{\"__type\":\"" + answer.get() + "\",\"message\":\"no\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(good ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Settings settings = Settings.of(Configured.of("trail", uri, uri), directory, now.get())
                .orElseThrow();
        clients = new KinesisClients(settings, new RequestMeter(metrics, trouble));
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    @Test
    void whatIsAnsweredIsCountedAndNoTrouble() {
        clients.kinesis().listShards(ask -> ask.streamName("trail")).join();
        await().until(() -> count("Kinesis", "ListShards", "ok") == 1);
        assertThat(trouble.view().sentence()).isEmpty();
    }

    @Test
    void throttlingShowsAttemptByAttemptAndIsForgottenAfterAMinute() {
        answer.set("ProvisionedThroughputExceededException");
        assertThatThrownBy(() ->
                clients.kinesis().getRecords(get -> get.shardIterator("x")).join());
        await().until(() -> count("Kinesis", "GetRecords", "throttled") > 1);
        assertThat(count("Kinesis", "GetRecords", "error")).isZero();
        assertThat(trouble.view().sentence())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("as too many, 0 otherwise, last ProvisionedThroughputExceededException"));
        now.updateAndGet(time -> time.plusSeconds(61));
        assertThat(trouble.view().sentence()).isEmpty();
        assertThat(trouble.view().lastError()).isPresent();
    }

    @Test
    void aRefusalIsAnErrorWithItsName() {
        answer.set("AccessDeniedException");
        assertThatThrownBy(() ->
                clients.kinesis().listShards(ask -> ask.streamName("trail")).join());
        await().until(() -> count("Kinesis", "ListShards", "error") == 1);
        assertThat(trouble.view().failed()).isEqualTo(1);
        assertThat(trouble.view().lastError()).contains("AccessDeniedException (Kinesis ListShards)");
    }

    @Test
    void twoNodesThatWantOneShardAreNoTrouble() {
        answer.set("ConditionalCheckFailedException");
        assertThatThrownBy(() ->
                clients.dynamodb().describeTable(ask -> ask.tableName("trail")).join());
        answer.set("");
        clients.dynamodb().describeTable(ask -> ask.tableName("trail")).join();
        await().until(() -> count("DynamoDB", "DescribeTable", "ok") == 1);
        assertThat(trouble.view().sentence()).isEmpty();
        assertThat(trouble.view().lastError()).isEmpty();
    }

    private double count(String service, String operation, String outcome) {
        Counter counter = metrics.find("stakeout.kinesis.requests")
                .tags("service", service, "operation", operation, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
