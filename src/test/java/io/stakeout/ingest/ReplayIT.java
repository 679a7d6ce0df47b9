package io.stakeout.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.access.TestAccounts;
import io.stakeout.testing.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code ./stakeout replay}, as people start it. */
class ReplayIT {

    private static final String PASSWORD = "a-password-for-this-test";

    @TempDir
    Path directory;

    @Test
    void aReplayBeginsWithTheFirstWatchAndPlaysTheWholeFileThroughTheLiveWay() throws IOException {
        Path file = directory.resolve("a, file.jsonl.gz");
        try (InputStream in = ReplayIT.class.getResourceAsStream("/io/stakeout/demo/invictus-a.jsonl.gz")) {
            Files.copy(in, file);
        }
        Map<String, String> environment =
                Map.of("STAKEOUT_DATA_DIR", directory.resolve("data").toString(), "STAKEOUT_ADMIN_PASSWORD", PASSWORD);
        try (PackagedApp app = PackagedApp.start(environment, "replay", file.toString(), "--speed", "max")) {
            String base = app.awaitReady();
            Map<String, String> user =
                    Map.of("type", "principal-arn", "value", "arn:aws:iam::123837392027:user/bert-jan");
            String incident = TestAccounts.as("admin", PASSWORD)
                    .baseUri(base)
                    .contentType("application/json")
                    .body(Map.of("title", "replayed", "follow", "direct", "suspects", List.of(user)))
                    .post("/api/incidents")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            await().atMost(Duration.ofMinutes(1)).until(() -> total(base, incident) == 863);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(TestAccounts.as("admin", PASSWORD)
                                    .baseUri(base)
                                    .get("/api/status")
                                    .asString())
                            .contains("\"events\":1031", "\"mode\":\"replay\""));
        }
    }

    private static int total(String base, String incident) {
        return TestAccounts.as("admin", PASSWORD)
                .baseUri(base)
                .get("/api/incidents/" + incident)
                .jsonPath()
                .getInt("counters.total");
    }
}
