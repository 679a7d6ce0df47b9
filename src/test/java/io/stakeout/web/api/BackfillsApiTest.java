package io.stakeout.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.EventHistory;
import io.stakeout.testing.TestStream;
import io.stakeout.testing.Traffic;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

/** Looking further back as people ask for it; only CloudTrail's event history is configured, a stand-in on loopback. */
@QuarkusTest
@WithPostgres
@TestProfile(BackfillsApiTest.WithHistory.class)
class BackfillsApiTest {

    /** The stand-in outlives the class loader of the application: its address is all that is needed. */
    public static class WithHistory implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            TestStream.credentials();
            EventHistory history = new EventHistory();
            history.holds(
                    "AccessKeyId=" + KEY,
                    Traffic.record("brought-back", KEY, Instant.now().minusSeconds(3600)));
            return Map.of("stakeout.backfill.lookup-endpoint", history.address().toString());
        }
    }

    private static final String KEY = "AKIABACKAPITEST00001";

    @Inject
    TestAccounts accounts;

    private Operator responder;
    private String incident;

    @BeforeEach
    void somebodyOnCall() {
        responder = accounts.fresh(Role.RESPONDER);
        incident = TestAccounts.as(responder)
                .contentType("application/json")
                .body(Map.of("title", "back", "suspects", List.of(Map.of("type", "access-key", "value", KEY))))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void whatIsFoundIsInTheRoomAndTheAuditSaysWhatTheSuspectCouldSee() {
        JsonPath queued = post(Map.of("since", hoursAgo(48), "lookup", true))
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        assertThat(queued.getString("id")).isNotBlank();
        assertThat(queued.getBoolean("lookup")).isTrue();
        assertThat(queued.getString("by")).isEqualTo(responder.name());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> list().getString("[0].state").equals("done"));
        assertThat(list().getInt("[0].recorded")).isEqualTo(1);
        String entries = TestAccounts.as(responder)
                .get("/api/incidents/" + incident + "/entries?after=0")
                .asString();
        assertThat(entries)
                .contains("brought-back", "\"BACKFILL\"")
                .contains("what the suspect could see: LookupEvents calls by Stakeout's own role");
        assertThat(TestAccounts.as(accounts.fresh(Role.ADMIN)).get("/api/audit").asString())
                .contains("backfill.started", "suspectCouldSee", "backfill.ended");
    }

    @Test
    void whatCannotBeDoneIsRefusedWithAReason() {
        refused(Map.of("since", hoursAgo(-1), "lookup", true), 400, "future");
        refused(Map.of("since", hoursAgo(24 * 91), "lookup", true), 400, "90 days");
        refused(Map.of("lookup", true), 400, "since");
        refused(Map.of("since", "yesterday"), 400, "since");
        refused(Map.of("since", hoursAgo(1), "quiet", true), 400, "quiet");
        refused(Map.of("since", hoursAgo(1)), 409, "neither a stream nor a log group");
        assertThat(list().getList("$")).isEmpty();
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .contentType("application/json")
                .body(Map.of("since", hoursAgo(1), "lookup", true))
                .post("/api/incidents/" + incident + "/backfills")
                .then()
                .statusCode(403);
        TestAccounts.as(responder)
                .get("/api/incidents/4711000/backfills")
                .then()
                .statusCode(404);
        TestAccounts.as(responder)
                .contentType("application/json")
                .body(Map.of("verdict", "benign", "reason", "done"))
                .post("/api/incidents/" + incident + "/close")
                .then()
                .statusCode(200);
        refused(Map.of("since", hoursAgo(1), "lookup", true), 409, "Reopen");
    }

    private void refused(Map<String, ?> body, int status, String why) {
        post(body).then().statusCode(status).body("detail", containsString(why));
    }

    private Response post(Map<String, ?> body) {
        return TestAccounts.as(responder)
                .contentType("application/json")
                .body(body)
                .post("/api/incidents/" + incident + "/backfills");
    }

    private JsonPath list() {
        return TestAccounts.as(responder)
                .get("/api/incidents/" + incident + "/backfills")
                .jsonPath();
    }

    private static String hoursAgo(int hours) {
        return Instant.now().minus(Duration.ofHours(hours)).toString();
    }
}
