package io.stakeout.web.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.signal.Detector;
import io.stakeout.signal.Events;
import io.stakeout.testing.WithPostgres;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Trying the playbooks, and looking at them. */
@QuarkusTest
@WithPostgres
class PlaybooksApiTest {

    private static final String KEY = Detector.freshKey();
    private static final String EVENT =
            "{\"event\":" + new String(Events.guardDuty("tried", KEY, 5), StandardCharsets.UTF_8) + "}";
    private static final String SCORE = "{\"signal\":" + new Detector("rooms").body("tried", 80, KEY);

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
    void anEventIsTriedAndEveryPlaybookSaysWhy() {
        test(EVENT, responder)
                .statusCode(200)
                .body("outcomes.fired", contains("finding"))
                .body("outcomes[0].opens.title", equalTo("UnauthorizedAccess:IAMUser/TorIPCaller: " + KEY))
                .body("outcomes[0].opens.severity", equalTo("medium"))
                .body("outcomes[0].considered.playbook", hasItems("finding", "sample", "risk-score", "recorded"))
                .body("outcomes[0].considered.find { it.playbook == 'risk-score' }.why", containsString("wants 'risk'"))
                .body("outcomes[0].auto.permitted", equalTo(false))
                .body(
                        "outcomes[0].auto.refusals",
                        contains("the playbook has no auto", "who told it can't be trusted so far: stream"))
                .body("outcomes[0].team.fallback", equalTo(true))
                .body("outcomes[0].team.name", nullValue())
                .body("outcomes[0].tells", equalTo(true));
    }

    @Test
    void aRiskScoreCountsAsSignedUnlessSomethingElseIsSaid() {
        test(SCORE + "}", responder)
                .statusCode(200)
                .body("outcomes.fired", contains("risk-score"))
                .body("outcomes[0].auto.refusals", contains("the playbook has no auto"));
        test(SCORE + ",\"trust\":\"stream\"}", responder)
                .statusCode(200)
                .body("outcomes[0].auto.refusals", hasItem(containsString("can't be trusted so far")));
    }

    @Test
    void whatCantBeReadSaysWhy() {
        test("{\"event\":{\"source\":\"other\"}}", responder)
                .statusCode(400)
                .body("detail", containsString("It would start nothing: It has no "));
    }

    @Test
    void aQuestionIsOneObjectAndNothingElse() {
        for (String body : List.of(
                "{}",
                "{\"event\":{},\"signal\":{}}",
                "{\"event\":[]}",
                "{\"event\":\"x\"}",
                "{\"event\":{},\"trust\":\"full\"}",
                "{\"event\":{},\"extra\":1}",
                "[]")) {
            test(body, responder).statusCode(400);
        }
    }

    @Test
    void aViewerLooksAndOnlyAResponderTries() {
        test(EVENT, viewer).statusCode(403);
        TestAccounts.as(viewer)
                .get("/api/playbooks")
                .then()
                .statusCode(200)
                .body("playbooks.name", hasItems("start-watch", "recorded"))
                .body("playbooks[0].name", equalTo("start-watch"))
                .body("playbooks.does", not(empty()))
                .body("autoMaxLevel", equalTo("L2"))
                .body("problems", empty());
        TestAccounts.as(viewer)
                .accept("text/html")
                .get("/playbooks")
                .then()
                .statusCode(200)
                .body(containsString("Records it, and nothing else."), containsString("shipped"));
    }

    @Test
    void nobodyLooksWithoutSigningIn() {
        RestAssured.given().get("/api/playbooks").then().statusCode(401);
        RestAssured.given()
                .contentType("application/json")
                .body(EVENT)
                .post("/api/playbooks/test")
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse test(String body, Operator operator) {
        return TestAccounts.as(operator)
                .contentType("application/json")
                .body(body)
                .post("/api/playbooks/test")
                .then();
    }
}
