package io.stakeout.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.access.TestAccounts;
import io.stakeout.testing.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The process is killed in the middle of an import; what is true afterwards. */
class ImportKillIT {

    private static final String PASSWORD = "a-password-for-this-test";
    private static final int COPIES = 20;

    @TempDir
    Path dataDir;

    @Test
    void anImportThatIsBroughtAgainAfterAKillEndsWithTheSameNumbers() throws IOException {
        byte[] file = manyEvents();
        String incident;
        String cutOff;
        try (PackagedApp app = start()) {
            String base = app.awaitReady();
            incident = open(base);
            cutOff = bring(base, incident, file);
            await().atMost(Duration.ofMinutes(1)).until(() -> total(base, incident) > 1_000);
            app.kill();
        }
        try (PackagedApp app = start()) {
            String base = app.awaitReady();
            int kept = total(base, incident);
            assertThat(kept).isBetween(1_000, COPIES * 677 - 1);
            assertNoHoles(base, incident);
            JsonPath failed = progress(base, cutOff);
            assertThat(failed.getString("state")).isEqualTo("failed");
            assertThat(failed.getString("message")).contains("import the file again");
            String again = bring(base, incident, file);
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> progress(base, again).getString("state").equals("done"));
            assertThat(progress(base, again).getInt("matched")).isEqualTo(COPIES * 742);
            assertThat(progress(base, again).getInt("duplicates")).isEqualTo(kept);
            assertThat(total(base, incident)).isEqualTo(COPIES * 742);
            assertNoHoles(base, incident);
        }
    }

    private PackagedApp start() throws IOException {
        return PackagedApp.start(
                Map.of("STAKEOUT_DATA_DIR", dataDir.toString(), "STAKEOUT_ADMIN_PASSWORD", PASSWORD), "serve");
    }

    /** The shipped attack, many times over, each time with event ids of its own. */
    private static byte[] manyEvents() throws IOException {
        try (InputStream in = ImportKillIT.class.getResourceAsStream("/io/stakeout/demo/invictus-a.jsonl.gz");
                GZIPInputStream gzip = new GZIPInputStream(in)) {
            String once = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
            StringBuilder all = new StringBuilder();
            for (int copy = 0; copy < COPIES; copy++) {
                all.append(once.replace("\"eventID\":\"", "\"eventID\":\"" + copy + "-"));
            }
            return all.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String open(String base) {
        Map<String, String> key = Map.of("type", "access-key", "value", "AKIATFQR7NSC8Q4X20BJ");
        return admin(base)
                .contentType("application/json")
                .body(Map.of("title", "killed in the middle", "suspects", List.of(key)))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String bring(String base, String incident, byte[] file) {
        return admin(base)
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static int total(String base, String incident) {
        return admin(base).get("/api/incidents/" + incident).jsonPath().getInt("counters.total");
    }

    private static JsonPath progress(String base, String id) {
        return admin(base).get("/api/imports/" + id).jsonPath();
    }

    private static void assertNoHoles(String base, String incident) {
        long after = 0;
        long head = Long.MAX_VALUE;
        while (after < head) {
            JsonPath page = admin(base)
                    .get("/api/incidents/" + incident + "/entries?after=" + after)
                    .jsonPath();
            List<Long> seqs = page.getList("entries.seq", Long.class);
            assertThat(seqs)
                    .isEqualTo(LongStream.rangeClosed(after + 1, after + seqs.size())
                            .boxed()
                            .toList());
            head = page.getLong("headSeq");
            after += seqs.size();
        }
    }

    private static RequestSpecification admin(String base) {
        return TestAccounts.as("admin", PASSWORD).baseUri(base);
    }
}
