package io.stakeout.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.SharedData;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files on their way into an incident, by the same API that scripts use. */
@QuarkusTest
@WithPostgres
class ImportsTest {

    private static final String KEY = "AKIATFQR7NSC8Q4X20BJ";
    private static final String ARN = "arn:aws:iam::123837392027:user/bert-jan";

    @Inject
    TestAccounts accounts;

    private Operator responder;

    @BeforeEach
    void somebodyOnCall() {
        responder = accounts.fresh(Role.RESPONDER);
    }

    @ParameterizedTest
    @CsvSource({
        "access-key, " + KEY + ", 677, 9, 26",
        "principal-arn, " + ARN + ", 863, 9, 26",
    })
    void theShippedAttackGivesTheKnownNumbersAlsoTheSecondTime(
            String type, String value, int activities, int denied, int throttled) throws IOException {
        String incident = open(type, value);
        JsonPath first = imported(incident, shipped());
        assertThat(first.getInt("events")).isEqualTo(1_031);
        assertThat(first.getInt("matched")).isEqualTo(activities);
        assertThat(first.getInt("duplicates")).isZero();
        assertThat(first.getInt("quarantined")).isZero();
        JsonPath second = imported(incident, shipped());
        assertThat(second.getInt("duplicates")).isEqualTo(activities);
        assertNumbers(incident, activities, denied, throttled);
        assertNobodyElse(incident);
    }

    @ParameterizedTest
    @CsvSource({
        "kinesis-in-order.b64.txt, access-key, " + KEY + ", 677, 0",
        "kinesis-in-order.b64.txt, principal-arn, " + ARN + ", 863, 0",
        "kinesis-late-dup-faults.b64.txt, access-key, " + KEY + ", 677, 3",
        "kinesis-late-dup-faults.b64.txt, principal-arn, " + ARN + ", 863, 3",
    })
    @Tag("public-data")
    void kinesisRecordsGiveTheSameNumbers(String file, String type, String value, int activities, int quarantined)
            throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.require("data/invictus-a/" + file));
        String incident = open(type, value);
        for (int time = 1; time <= 2; time++) {
            JsonPath done = imported(incident, bytes);
            assertThat(done.getString("state")).isEqualTo("done");
            assertThat(done.getInt("quarantined")).isEqualTo(quarantined);
        }
        assertNumbers(incident, activities, 9, 26);
        assertNobodyElse(incident);
    }

    @Test
    void whatASuspectMintsInAFileIsFollowedInItAlsoWhatStandsBeforeItsParent() throws IOException {
        String incident = open("access-key", KEY, "full");
        JsonPath done = imported(incident, shipped());
        assertThat(done.getInt("events")).isEqualTo(1_031);
        assertThat(done.getInt("matched")).isEqualTo(742);
        assertThat(done.getInt("duplicates")).isZero();
        assertNumbers(incident, 742, 54, 26);
        assertNumbersOfTheLineage(incident);
    }

    private void assertNumbersOfTheLineage(String incident) {
        JsonPath lineage = TestAccounts.as(responder)
                .get("/api/incidents/" + incident + "/lineage")
                .jsonPath();
        assertThat(lineage.getList("identities.findAll { it.kind == 'access-key' }"))
                .hasSize(11);
        assertThat(lineage.getInt("identities.events.sum()")).isEqualTo(742);
    }

    @Test
    @Tag("public-data")
    void everyRecordOfEverySetIsReadWithoutAnError() throws IOException {
        Path data = SharedData.require("data");
        String incident = open("source-ip", "203.0.113.250");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(ImportsTest::holdsRecords).toList()) {
                JsonPath done = imported(incident, Files.readAllBytes(file));
                assertThat(done.getString("state")).as(file.toString()).isEqualTo("done");
            }
        }
    }

    @Test
    void aBrokenFileSaysSoAndKeepsWhatIsGood() throws IOException {
        String incident = open("access-key", KEY);
        byte[] whole = shipped();
        JsonPath done = imported(incident, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getInt("quarantined")).isPositive();
        assertThat(done.getInt("matched")).isBetween(1, 676);
        imported(incident, shipped());
        assertNumbers(incident, 677, 9, 26);
    }

    @Test
    void gzipWithinGzipIsNoRecord() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(twice)) {
            gzip.write(shipped());
        }
        JsonPath done = imported(open("access-key", KEY), twice.toByteArray());
        assertThat(done.getInt("matched")).isZero();
        assertThat(done.getInt("quarantined")).isPositive();
    }

    @Test
    void onlyRespondersImportAndOnlyIntoOpenIncidents() throws IOException {
        String incident = open("access-key", KEY);
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .body(new byte[] {1})
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(403);
        post("nonsense", new byte[] {1}).then().statusCode(404);
        post("4711", new byte[] {1}).then().statusCode(404);
        TestAccounts.as(responder)
                .body(new byte[] {1})
                .post("/api/imports")
                .then()
                .statusCode(400);
        TestAccounts.as(responder)
                .contentType("application/json")
                .body(Map.of("verdict", "benign", "reason", "done"))
                .post("/api/incidents/" + incident + "/close")
                .then()
                .statusCode(200);
        post(incident, shipped()).then().statusCode(409);
        assertNumbers(incident, 0, 0, 0);
    }

    private void assertNumbers(String incident, int activities, int denied, int throttled) {
        JsonPath counters = TestAccounts.as(responder)
                .get("/api/incidents/" + incident)
                .jsonPath()
                .setRootPath("counters");
        assertThat(counters.getInt("total")).isEqualTo(activities);
        assertThat(counters.getInt("denied")).isEqualTo(denied);
        assertThat(counters.getInt("throttled")).isEqualTo(throttled);
        int classes = counters.getInt("read")
                + counters.getInt("write")
                + counters.getInt("identity")
                + counters.getInt("tamper");
        assertThat(classes).isEqualTo(activities);
    }

    /** The bystander works in the same account at the same time; every row is the suspect's, each seq is there once. */
    private void assertNobodyElse(String incident) {
        long after = 0;
        long head = Long.MAX_VALUE;
        while (after < head) {
            Response page = TestAccounts.as(responder).get("/api/incidents/" + incident + "/entries?after=" + after);
            assertThat(page.asString()).doesNotContain("benjamin");
            head = page.jsonPath().getLong("headSeq");
            for (long seq : page.jsonPath().getList("entries.seq", Long.class)) {
                assertThat(seq).isEqualTo(++after);
            }
        }
        assertThat(after).isEqualTo(head);
    }

    private String open(String type, String value) {
        return open(type, value, "direct");
    }

    private String open(String type, String value, String follow) {
        return TestAccounts.as(responder)
                .contentType("application/json")
                .body(Map.of(
                        "title",
                        "a test",
                        "follow",
                        follow,
                        "suspects",
                        java.util.List.of(Map.of("type", type, "value", value))))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private JsonPath imported(String incident, byte[] bytes) {
        String id = post(incident, bytes).then().statusCode(202).extract().path("id");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        java.util.Set.of("done", "failed").contains(progress(id).getString("state")));
        return progress(id);
    }

    private JsonPath progress(String id) {
        return TestAccounts.as(responder)
                .get("/api/imports/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Response post(String incident, byte[] bytes) {
        return TestAccounts.as(responder)
                .contentType("application/octet-stream")
                .body(bytes)
                .post("/api/imports?incident=" + incident);
    }

    private static boolean holdsRecords(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && (name.endsWith(".jsonl") || name.endsWith(".json") || name.endsWith(".txt"));
    }

    static byte[] shipped() throws IOException {
        try (InputStream in = ImportsTest.class.getResourceAsStream("/io/stakeout/demo/invictus-a.jsonl.gz")) {
            return in.readAllBytes();
        }
    }
}
