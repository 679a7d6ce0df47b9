package io.stakeout.web.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.WithPostgres;
import io.stakeout.web.security.ProblemBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a suspect can write, on its whole way: file, database, rows and the single record. */
@QuarkusTest
@WithPostgres
class HostileImportTest {

    private static final String KEY = "AKIAHOSTILE000000000";
    private static final String IDENTITY = "\"userIdentity\":{\"accessKeyId\":\"" + KEY + "\"}";

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestAccounts accounts;

    private Operator responder;
    private String incident;

    @BeforeEach
    void aWatch() {
        responder = accounts.fresh(Role.RESPONDER);
        incident = TestAccounts.as(responder)
                .contentType("application/json")
                .body(Map.of("title", "hostile", "suspects", List.of(Map.of("type", "access-key", "value", KEY))))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Each is one record of one line; all of them are the suspect's and all of them must be in the room. */
    private static Map<String, String> hostile() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("script", "\"userAgent\":\"<script>alert(1)</script>\"");
        cases.put("nul", "\"userAgent\":\"a\\u0000b\",\"eventName\":\"\\u0000\",\"sourceIPAddress\":\"\\u0000\"");
        cases.put("surrogate", "\"userAgent\":\"\\ud800\",\"eventName\":\"\\udfff\",\"awsRegion\":\"\\ud83d\"");
        cases.put("bidi", "\"userAgent\":\"\\u202eevil\\u2066\"");
        cases.put("digits", "\"requestParameters\":{\"n\":" + "9".repeat(200_000) + "},\"eventTime\":1e99999");
        cases.put("twice", "\"userAgent\":\"one\",\"userAgent\":\"two\",\"eventName\":\"A\",\"eventName\":\"B\"");
        cases.put("big", "\"requestParameters\":{\"x\":\"" + "y".repeat(250_000) + "\"}");
        cases.put("field", "\"userAgent\":\"" + "z".repeat(100_000) + "\"");
        cases.put("deep", "\"requestParameters\":" + "[".repeat(1_000) + "]".repeat(1_000));
        cases.put("deepobj", "\"requestParameters\":" + "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));
        cases.put(
                "types",
                "\"eventName\":[1],\"eventSource\":{},\"eventTime\":false,\"sourceIPAddress\":7,"
                        + "\"userAgent\":null,\"errorCode\":{},\"awsRegion\":[],\"readOnly\":\"maybe\",\"responseElements\":9");
        cases.put("date1", "\"eventTime\":\"2023-07-10T11:42:18Z\"");
        cases.put("date2", "\"eventTime\":\"2023-07-10 11:42:18\"");
        cases.put("date3", "\"eventTime\":\"Jul 10, 2023, 6:30:22 PM\"");
        cases.put("newline", "\"userAgent\":\"a\\r\\nX-Header: b\\u001b[31m\"");
        cases.put("secret", "\"responseElements\":{\"credentials\":{\"sessionToken\":\"topsecrettoken\"}}");
        return cases;
    }

    @Test
    void everythingIsStoredShownAndNothingBlocksTheRest() {
        StringBuilder file = new StringBuilder();
        hostile()
                .forEach((id, fields) -> file.append("{\"eventID\":\"" + id + "\"," + IDENTITY + "," + fields + "}\n"));
        file.append("{\"no identity type\":1," + IDENTITY + "}\n{broken\n");
        JsonPath done = imported(file.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getInt("matched")).isEqualTo(hostile().size() + 1);
        assertThat(done.getInt("quarantined")).isEqualTo(1);
        JsonPath rows = TestAccounts.as(responder)
                .get("/api/incidents/" + incident + "/activity")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(rows.getList("rows.eventId", String.class))
                .containsAll(hostile().keySet());
        assertThat(rows.getList("rows.sentence", String.class))
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().hasSizeLessThan(2_000));
        assertThat(rows.getList("rows.userAgent", String.class))
                .allSatisfy(agent -> assertThat(agent == null ? "" : agent).hasSizeLessThan(2_000));
        assertThat(rows.getString("rows.find { it.eventId == 'date3' }.eventTime"))
                .isEqualTo("2023-07-10T18:30:22Z");
        assertThat(rows.getString("rows.find { it.eventId == 'date2' }.eventTime"))
                .isEqualTo("2023-07-10T11:42:18Z");
    }

    @Test
    void theRecordComesBackByteForByteExceptItsSecrets() {
        hostile().forEach((id, fields) -> {
            String line = "{\"eventID\":\"" + id + "\"," + IDENTITY + "," + fields + "}";
            imported((line + "\n").getBytes(StandardCharsets.UTF_8));
            String back = TestAccounts.as(responder)
                    .get("/api/incidents/" + incident + "/activity/" + id)
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .extract()
                    .asString();
            assertThat(back).as(id).isEqualTo(line.replace("topsecrettoken", "[redacted]"));
        });
    }

    @Test
    void aBombEndsInAClearSentenceAndWhatCameBeforeIsKept() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(("{\"eventID\":\"first\"," + IDENTITY + "}\n").getBytes(StandardCharsets.UTF_8));
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 65; i++) {
                gzip.write(blanks);
            }
        }
        JsonPath done = imported(bomb.toByteArray());
        assertThat(done.getString("state")).isEqualTo("failed");
        assertThat(done.getString("message")).contains("64 MB").contains("recorded");
        assertThat(done.getInt("matched")).isEqualTo(1);
        assertThat(TestAccounts.as(responder)
                        .get("/api/incidents/" + incident)
                        .jsonPath()
                        .getInt("counters.total"))
                .isEqualTo(1);
    }

    @Test
    void bodiesThatAreTooLargeAreRefusedBeforeTheyAreRead() {
        String title = "t".repeat(1_100_000);
        TestAccounts.as(responder)
                .contentType("application/json")
                .body("{\"title\":\"" + title + "\"}")
                .post("/api/incidents")
                .then()
                .statusCode(413)
                .contentType(ProblemBody.MEDIA_TYPE);
    }

    @Test
    void anUploadThatIsTooLargeIsRefusedAlsoWhenItsLengthIsNotTold() throws Exception {
        byte[] large = new byte[9 * 1024 * 1024];
        TestAccounts.as(responder)
                .contentType("application/octet-stream")
                .body(large)
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(413)
                .contentType(ProblemBody.MEDIA_TYPE);
        HttpRequest chunked = HttpRequest.newBuilder(base.resolve("/api/imports?incident=" + incident))
                .header("Authorization", authorization())
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(chunked, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("at most 8 MB", "nothing was imported", "correlationId");
    }

    private String authorization() {
        String pair = responder.name() + ":" + TestAccounts.PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private JsonPath imported(byte[] bytes) {
        String id = TestAccounts.as(responder)
                .contentType("application/octet-stream")
                .body(bytes)
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Set.of("done", "failed").contains(progress(id).getString("state")));
        return progress(id);
    }

    private JsonPath progress(String id) {
        return TestAccounts.as(responder).get("/api/imports/" + id).jsonPath();
    }
}
