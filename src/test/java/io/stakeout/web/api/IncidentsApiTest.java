package io.stakeout.web.api;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.WithPostgres;
import io.stakeout.web.security.ProblemBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithPostgres
class IncidentsApiTest {

    private static final Map<String, String> KEY = Map.of("type", "access-key", "value", "AKIAAPITEST000000000");
    private static final Map<String, String> USER =
            Map.of("type", "user-name", "value", "bert-jan", "account", "123837392027");

    @Inject
    TestAccounts accounts;

    private Operator viewer;
    private Operator responder;

    @BeforeEach
    void people() {
        viewer = accounts.fresh(Role.VIEWER);
        responder = accounts.fresh(Role.RESPONDER);
    }

    @Test
    void anIncidentIsOpenedChangedClosedAndReopened() {
        String id = open(Map.of("title", "Leaked key", "suspects", List.of(KEY), "severity", "high"));
        String path = "/api/incidents/" + id;
        get(viewer, path)
                .statusCode(200)
                .body("title", equalTo("Leaked key"))
                .body("state", equalTo("watching"))
                .body("follow", equalTo("full"))
                .body("following", equalTo("full"))
                .body("openedBy", equalTo(responder.name()))
                .body("suspects[0].value", equalTo("AKIAAPITEST000000000"))
                .body("counters.total", equalTo(0));
        String added = post(responder, path + "/suspects", USER)
                .statusCode(201)
                .extract()
                .path("suspects[1].id");
        post(responder, path + "/suspects", USER).statusCode(409);
        TestAccounts.as(responder)
                .delete(path + "/suspects/" + added)
                .then()
                .statusCode(200)
                .body("suspects", hasSize(1));
        String last = get(viewer, path).extract().path("suspects[0].id");
        TestAccounts.as(responder).delete(path + "/suspects/" + last).then().statusCode(409);
        patch(path, Map.of("severity", "critical")).statusCode(200).body("severity", equalTo("critical"));
        int note = post(responder, path + "/notes", Map.of("text", "asked the owner"))
                .statusCode(201)
                .extract()
                .path("seq");
        post(responder, path + "/pins", Map.of("seq", note)).statusCode(201);
        post(responder, path + "/pins", Map.of("seq", 9_999)).statusCode(404);
        post(responder, path + "/close", Map.of("verdict", "benign", "reason", "a test"))
                .statusCode(200)
                .body("state", equalTo("closed"))
                .body("verdict", equalTo("benign"));
        post(responder, path + "/close", Map.of("verdict", "benign", "reason", "again"))
                .statusCode(409);
        post(responder, path + "/suspects", KEY).statusCode(409);
        post(responder, path + "/reopen", Map.of()).statusCode(200).body("state", equalTo("watching"));
        List<String> kinds = get(viewer, path + "/entries").extract().path("entries.kind");
        assertThat(kinds).contains("watch", "note", "pin");
        List<Integer> seqs = get(viewer, path + "/entries").extract().path("entries.seq");
        assertThat(seqs)
                .isEqualTo(java.util.stream.IntStream.rangeClosed(1, seqs.size())
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /suspects",
        "POST, /notes",
        "POST, /pins",
        "POST, /close",
        "POST, /reopen",
        "PATCH, ''",
        "DELETE, /suspects/1",
    })
    void aViewerChangesNothing(String method, String path) {
        String id = open(Map.of("title", "x", "suspects", List.of(KEY)));
        int before = get(viewer, "/api/incidents/" + id).extract().path("headSeq");
        TestAccounts.as(viewer)
                .contentType("application/json")
                .body("{}")
                .request(method, "/api/incidents/" + id + path)
                .then()
                .statusCode(403)
                .contentType(ProblemBody.MEDIA_TYPE)
                .body("detail", containsString("responder"))
                .body("correlationId", notNullValue());
        get(viewer, "/api/incidents/" + id).body("headSeq", equalTo(before));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|Title",
                "{\"title\":\"x\"}|suspect",
                "{\"title\":\" \",\"suspects\":[]}|Title",
                "{\"title\":\"x\",\"suspects\":[null]}|suspects",
                "{\"title\":\"x\",\"suspects\":[{\"type\":\"access-key\",\"value\":\"no\"}]}|access key",
                "{\"title\":\"x\",\"suspects\":[{\"type\":\"nothing\",\"value\":\"no\"}]}|access-key, principal-arn",
                "{\"title\":\"x\",\"suspects\":[{\"type\":\"user-name\",\"value\":\"a\"}]}|account",
                "{\"title\":\"x\",\"severity\":\"worst\",\"suspects\":[]}|severity",
                "{\"title\":\"x\",\"follow\":\"everything\",\"suspects\":[]}|follow",
                "{\"titel\":\"x\"}|titel",
                "{\"title\":[\"x\"]}|title",
                "{\"title\":|JSON",
                "[]|JSON",
                "''|body",
                "{\"title\":\"x\",\"restrictedTo\":[\"nobody-known\"],\"suspects\":[{\"type\":\"access-key\",\"value\":\"AKIAAPITEST000000000\"}]}|nobody-known",
            })
    void whatIsNotUnderstoodIsExplainedAndNothingIsOpened(String body, String said) {
        int before = get(viewer, "/api/incidents")
                .extract()
                .<List<?>>path("incidents")
                .size();
        ValidatableResponse refused = TestAccounts.as(responder)
                .contentType("application/json")
                .body(body)
                .post("/api/incidents")
                .then()
                .statusCode(400)
                .contentType(ProblemBody.MEDIA_TYPE)
                .body("correlationId", notNullValue());
        String told = refused.extract().path("title") + " " + refused.extract().path("detail");
        assertThat(told).containsIgnoringCase(said);
        get(viewer, "/api/incidents").body("incidents", hasSize(before));
    }

    @Test
    void aRestrictedIncidentDoesNotExistForOthersNotEvenForAnAdmin() {
        Operator other = accounts.fresh(Role.RESPONDER);
        Operator admin = accounts.fresh(Role.ADMIN);
        Map<String, String> hidden = Map.of("type", "access-key", "value", "AKIARESTRICTED000000");
        String id = open(Map.of("title", "secret", "suspects", List.of(hidden), "restrictedTo", List.of(other.name())));
        for (String path : List.of("", "/entries", "/activity", "/activity/x")) {
            get(admin, "/api/incidents/" + id + path).statusCode(404);
            get(viewer, "/api/incidents/" + id + path).statusCode(404);
        }
        post(admin, "/api/incidents/" + id + "/notes", Map.of("text", "hello")).statusCode(404);
        TestAccounts.as(admin)
                .body(new byte[] {1})
                .contentType("application/octet-stream")
                .post("/api/imports?incident=" + id)
                .then()
                .statusCode(404);
        assertThat(get(admin, "/api/incidents").extract().<List<String>>path("incidents.id"))
                .doesNotContain(id);
        assertThat(get(admin, "/api/audit?limit=500").extract().asString()).doesNotContain("AKIARESTRICTED000000");
        assertThat(get(responder, "/api/incidents").extract().<List<String>>path("incidents.id"))
                .contains(id);
        get(other, "/api/incidents/" + id).statusCode(200).body("restrictedTo", hasSize(2));
        TestAccounts.as(admin)
                .accept("text/html")
                .get("/incidents/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void pagesAndFiltersThatAreNotUnderstoodAreExplained() {
        String id = open(Map.of("title", "x", "suspects", List.of(KEY)));
        for (String query : List.of("after=-1", "after=x", "limit=0", "limit=501", "limit=x")) {
            get(viewer, "/api/incidents/" + id + "/entries?" + query).statusCode(400);
        }
        get(viewer, "/api/incidents/" + id + "/activity?class=write&class=tamper&sourceIp=%00")
                .statusCode(200);
        get(viewer, "/api/incidents/" + id + "/activity?record=1")
                .statusCode(400)
                .body("detail", containsString("eventName"));
        get(viewer, "/api/incidents/" + id + "/activity/%00").statusCode(404);
        get(viewer, "/api/incidents/x").statusCode(404);
        get(viewer, "/api/nothing").statusCode(404).contentType(ProblemBody.MEDIA_TYPE);
        TestAccounts.as(viewer).put("/api/incidents").then().statusCode(405).contentType(ProblemBody.MEDIA_TYPE);
        TestAccounts.as(responder)
                .contentType("text/plain")
                .body("x")
                .post("/api/incidents")
                .then()
                .statusCode(415);
    }

    @Test
    void whatTheDatabaseCannotHoldIsReplacedOrRefusedAndNeverAnError() {
        String id = open(Map.of("title", "a\0b", "suspects", List.of(KEY)));
        String path = "/api/incidents/" + id;
        post(responder, path + "/notes", "{\"text\":\"a\\u0000\\ud800b\"}").statusCode(201);
        patch(path, Map.of("restrictedTo", List.of("a\0b"))).statusCode(400);
        post(
                        responder,
                        path + "/suspects",
                        Map.of("type", "principal-arn", "value", "arn:aws:iam::123837392027:user/" + "x".repeat(9_000)))
                .statusCode(400);
        post(responder, path + "/close", "{\"verdict\":\"benign\",\"reason\":\"a\\u0000\\ud800b\"}")
                .statusCode(200)
                .body("verdictReason", equalTo("a\u2400\ufffdb"));
    }

    @Test
    void aSuspectThatWasRemovedCanBeAddedAgain() {
        String path = "/api/incidents/" + open(Map.of("title", "t", "suspects", List.of(KEY)));
        for (int time = 0; time < 2; time++) {
            String added = post(responder, path + "/suspects", USER)
                    .statusCode(201)
                    .extract()
                    .path("suspects[1].id");
            TestAccounts.as(responder)
                    .delete(path + "/suspects/" + added)
                    .then()
                    .statusCode(200);
            TestAccounts.as(responder)
                    .delete(path + "/suspects/" + added)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void statusAndQuarantineAnswerAndOpenapiDescribesThem() {
        get(viewer, "/api/status")
                .statusCode(200)
                .body("mode", equalTo("serve"))
                .body("lanes", notNullValue());
        get(responder, "/api/quarantine").statusCode(403);
        get(accounts.fresh(Role.ADMIN), "/api/quarantine").statusCode(200).body("count", notNullValue());
        String openapi = get(viewer, "/q/openapi").statusCode(200).extract().asString();
        assertThat(openapi).contains("/api/incidents/{id}/entries", "/api/imports", "/api/operators", "/api/status");
        RestAssured.get("/q/openapi").then().statusCode(401);
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    private String open(Map<String, ?> body) {
        return post(responder, "/api/incidents", body).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse get(Operator who, String path) {
        return TestAccounts.as(who).urlEncodingEnabled(false).get(path).then();
    }

    private static ValidatableResponse post(Operator who, String path, Object body) {
        return TestAccounts.as(who)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private ValidatableResponse patch(String path, Object body) {
        return TestAccounts.as(responder)
                .contentType("application/json")
                .body(body)
                .patch(path)
                .then();
    }
}
