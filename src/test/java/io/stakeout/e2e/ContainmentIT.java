package io.stakeout.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.testing.PackagedApp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Cutting access in a drill, over the API: the attack is real, the policies are evaluated, and the deny bites. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainmentIT {

    private static final String PLANS = "/api/incidents/1/plans";
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    static java.nio.file.Path data;

    private static PackagedApp app;
    private static String address;
    private static JsonPath cut;

    @BeforeAll
    static void start() throws Exception {
        app = PackagedApp.start(
                Map.of("STAKEOUT_DATA_DIR", data.toString(), "STAKEOUT_CONTAINMENT_QUIET_WINDOW", "10s"),
                "drill",
                "--scenario",
                "quiet",
                "--speed",
                "8");
        address = app.awaitReady();
        await().atMost(LONG)
                .until(() -> as("viewer")
                                .get("/api/incidents/1/lineage")
                                .jsonPath()
                                .getList("identities.label")
                                .size()
                        >= 11);
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    private static RequestSpecification as(String who) {
        return given().baseUri(address)
                .auth()
                .preemptive()
                .basic(who, "drill-" + who + "-pass")
                .contentType("application/json");
    }

    private static Response draft(String who, String level) {
        return as(who).body(Map.of("level", level, "reason", "the key has leaked"))
                .post(PLANS);
    }

    private static Response act(String who, JsonPath plan, String what) {
        return as(who).body(Map.of(
                        "hash",
                        plan.getString("hash"),
                        "principal",
                        plan.getString("confirm"),
                        "acknowledgePipeline",
                        true))
                .post("/api/plans/" + plan.getString("id") + "/" + what);
    }

    private static JsonPath plan(JsonPath plan) {
        return as("viewer").get("/api/plans/" + plan.getString("id")).jsonPath();
    }

    private static JsonPath awaitState(JsonPath plan, String... states) {
        await().atMost(LONG).until(() -> List.of(states).contains(plan(plan).getString("state")));
        return plan(plan);
    }

    private static List<String> states(JsonPath plan) {
        return plan.getList("steps.state", String.class).stream().distinct().toList();
    }

    @Test
    @Order(1)
    void unarmedAPlanWalksTheWholeWayAndChangesNothing() {
        assertThat(draft("viewer", "L3").statusCode()).isEqualTo(403);
        JsonPath drafted = draft("approver", "L3").jsonPath();
        assertThat(drafted.getString("state")).isEqualTo("drafted");
        assertThat(act("approver", drafted, "request").statusCode()).isEqualTo(200);
        assertThat(act("responder", drafted, "approve").statusCode()).isEqualTo(403);
        assertThat(act("approver", drafted, "approve").jsonPath().getString("detail"))
                .contains("another person approves");

        assertThat(act("admin", drafted, "approve").jsonPath().getString("state"))
                .isEqualTo("approved");
        assertThat(act("responder", drafted, "execute").statusCode()).isEqualTo(200);

        JsonPath rehearsed = awaitState(drafted, "rehearsed", "executed", "failed", "refused");
        assertThat(rehearsed.getString("state")).isEqualTo("rehearsed");
        assertThat(states(rehearsed)).containsExactly("would");
        assertThat(rehearsed.getList("steps.requestIds.flatten()")).isEmpty();
        assertThat(as("viewer").get("/api/containments").jsonPath().getList("containments"))
                .isEmpty();
    }

    @Test
    @Order(2)
    void aWrongNameOrAHashThatHasMovedChangesNothing() {
        JsonPath drafted = draft("responder", "L3").jsonPath();
        String request = "/api/plans/" + drafted.getString("id") + "/request";

        Response name = as("responder")
                .body(Map.of("hash", drafted.getString("hash"), "principal", "somebody"))
                .post(request);
        Response hash = as("responder")
                .body(Map.of("hash", "0".repeat(64), "principal", "deploy-legacy"))
                .post(request);

        assertThat(name.statusCode()).isEqualTo(400);
        assertThat(hash.statusCode()).isEqualTo(409);
        assertThat(plan(drafted).getString("state")).isEqualTo("drafted");
    }

    @Test
    @Order(3)
    void armedTheWholeLineageIsCutAndTheStreamProvesIt() {
        assertThat(as("responder")
                        .body(Map.of("armed", true, "reason", "now"))
                        .put("/api/mode")
                        .statusCode())
                .isEqualTo(403);
        as("admin")
                .body(Map.of("armed", true, "reason", "the drill"))
                .put("/api/mode")
                .then()
                .statusCode(200);
        JsonPath drafted = draft("responder", "L3").jsonPath();
        act("responder", drafted, "request").then().statusCode(200);
        act("approver", drafted, "approve").then().statusCode(200);
        act("responder", drafted, "execute").then().statusCode(200);
        assertThat(act("responder", drafted, "execute").statusCode()).isEqualTo(409);

        cut = awaitState(drafted, "verified", "contested", "unproven", "failed", "refused");

        assertThat(cut.getString("state")).as(cut.getString("message")).isEqualTo("verified");
        assertThat(states(cut)).containsExactly("done");
        assertThat(cut.getInt("proof.succeeding")).isZero();
        assertThat(cut.getInt("proof.denied")).isPositive();
        assertThat(cut.getList("proof.readBack.ok", Boolean.class)).containsOnly(true);
        assertThat(as("viewer").get("/api/containments").jsonPath().getList("containments.principal", String.class))
                .contains("arn:aws:iam::444455556666:user/deploy-legacy")
                .doesNotContain("arn:aws:iam::444455556666:user/ci-bot");
    }

    @Test
    @Order(4)
    void theKillSwitchRefusesWhatWouldBeginNext() {
        as("admin")
                .body(Map.of("killed", true, "reason", "stop"))
                .put("/api/kill-switch")
                .then()
                .statusCode(200);
        JsonPath drafted = draft("responder", "L2").jsonPath();
        act("responder", drafted, "request");

        Response approved = act("approver", drafted, "approve");

        assertThat(approved.jsonPath().getString("state")).isEqualTo("refused");
        as("admin")
                .body(Map.of("killed", false, "reason", "go on"))
                .put("/api/kill-switch")
                .then()
                .statusCode(200);
    }

    @Test
    @Order(5)
    void theUndoIsAPlanOfItsOwnAndEndsTheContainment() {
        JsonPath undo = as("responder")
                .body(Map.of("reason", "the drill is over"))
                .post("/api/plans/" + cut.getString("id") + "/undo")
                .jsonPath();
        act("responder", undo, "request").then().statusCode(200);
        act("approver", undo, "approve").then().statusCode(200);
        act("responder", undo, "execute").then().statusCode(200);

        JsonPath done = awaitState(undo, "executed", "failed", "refused");

        assertThat(done.getString("state")).as(done.getString("message")).isEqualTo("executed");
        assertThat(plan(cut).getString("state")).isEqualTo("undone");
        assertThat(as("viewer").get("/api/containments").jsonPath().getList("containments"))
                .isEmpty();
        assertThat(as("admin").get("/api/audit/verify").jsonPath().getBoolean("ok"))
                .isTrue();
    }
}
