package io.stakeout.containment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.OperatorChange;
import io.stakeout.access.Operators;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.containment.plan.Cover;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.Interference;
import io.stakeout.testing.WithPostgres;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** From the draft to its execution, by whom, and who may not. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class PlanFlowTest {

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    Operators operators;

    @Inject
    Deadlines deadlines;

    @Inject
    ProofCases cases;

    private String incident;

    @BeforeEach
    void anIncident() {
        stage.begin(cloud);
        incident = stage.incident(Scenery.LEAKED);
    }

    @AfterEach
    void over() {
        stage.end();
    }

    @Test
    void draftedRequestedApprovedByAnotherPersonAndExecuted() {
        JsonPath plan = stage.draft(incident, "L3");
        assertThat(plan.getString("state")).isEqualTo("drafted");

        stage.act(stage.responder(), plan, "request").statusCode(200).body("state", equalTo("awaiting-approval"));
        stage.act(stage.approver(), plan, "approve").statusCode(200).body("state", equalTo("approved"));
        stage.act(stage.responder(), plan, "execute").statusCode(200).body("state", equalTo("executing"));
        JsonPath done = stage.ended(plan.getString("id"));

        assertThat(done.getString("state")).isEqualTo("executed");
        assertThat(done.getList("steps.state")).containsExactly("done");
        assertThat(done.getList("steps[0].requestIds")).hasSize(1);
        assertThat(done.getList("approvals.decision")).containsExactly("requested", "approved");
        assertThat(done.getString("cutOff")).isNotNull();
        assertThat(stage.written()).containsExactly("PutUserPolicy");
        assertThat(stage.account().users().get(Scenery.LEAKED).permissions().inline())
                .containsKey("ServiceAccessBaseline");
        assertThat(stage.rows(
                        "select body::json ->> 'action' from entry where incident_id = ? and kind = 'plan' order by seq",
                        Long.parseLong(incident)))
                .contains("drafted", "awaiting-approval", "approved", "executing", "executed");
    }

    @Test
    void unarmedItIsRehearsedAndNothingElseWasCalled() {
        stage.arm(false);

        JsonPath done = stage.executed(stage.draft(incident, "L3"));

        assertThat(done.getString("state")).isEqualTo("rehearsed");
        assertThat(done.getBoolean("rehearsal")).isTrue();
        assertThat(done.getList("steps.state")).containsExactly("would");
        assertThat(stage.calls()).as("and nothing else was called").isEmpty();
    }

    @Test
    void aViewerDraftsNothingAndAResponderApprovesNothing() {
        Operator viewer = stage.old(Role.VIEWER);
        Map<String, Object> wish = Map.of("level", "L3", "reason", "why");
        stage.post(viewer, "/api/incidents/" + incident + "/plans", wish).statusCode(403);
        JsonPath plan = stage.draft(incident, "L3");
        stage.act(viewer, plan, "request").statusCode(403);
        stage.act(stage.responder(), plan, "request").statusCode(200);
        stage.act(stage.old(Role.RESPONDER), plan, "approve").statusCode(403);
        stage.act(stage.old(Role.RESPONDER), plan, "reject").statusCode(403);
        assertThat(stage.plan(plan.getString("id")).getString("state")).isEqualTo("awaiting-approval");
    }

    @Test
    void nobodyApprovesWhatTheyAskedForByWhicheverWay() {
        Operator self = stage.old(Role.APPROVER);
        JsonPath plan = draftedBy(self);
        stage.act(self, plan, "request").statusCode(200);

        stage.act(self, plan, "approve").statusCode(403).body("detail", containsString("another person"));
        String token = stage.post(self, "/api/tokens", Map.of("name", "robot", "role", "approver"))
                .statusCode(201)
                .extract()
                .path("token");
        given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(CutStage.consent(plan))
                .post("/api/plans/" + plan.getString("id") + "/approve")
                .then()
                .statusCode(403)
                .body("detail", containsString("another person"));
        String arn = "arn:aws:iam::444455556666:user/" + self.name();
        Operator second = stage.old(Role.APPROVER);
        principals(self, arn);
        principals(second, arn, "arn:aws:iam::444455556666:user/other");
        stage.act(second, plan, "approve").statusCode(403).body("detail", containsString("one person"));
        assertThat(stage.plan(plan.getString("id")).getString("state")).isEqualTo("awaiting-approval");
        principals(self);
        principals(second);
    }

    private void principals(Operator operator, String... arns) {
        operators.change(
                Actor.STAKEOUT,
                operator.id(),
                new OperatorChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(arns)),
                        Optional.empty(),
                        Optional.empty()));
    }

    private JsonPath draftedBy(Operator who) {
        Map<String, Object> wish = Map.of("level", "L3", "reason", "why");
        return stage.post(who, "/api/incidents/" + incident + "/plans", wish)
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    @Test
    void anAccountThatIsNewOrWasChangedByTheRequesterProvesNoSecondPerson() {
        Operator asks = stage.old(Role.ADMIN);
        JsonPath plan = draftedBy(asks);
        stage.act(asks, plan, "request").statusCode(200);
        Operator fresh = stage.old(Role.APPROVER);
        stage.sql("update operator set created_at = now() - interval '23 hours' where id = ?", fresh.id());
        Operator changed = stage.old(Role.APPROVER);
        stage.sql("update operator set changed_at = now(), changed_by = ? where id = ?", asks.name(), changed.id());

        stage.act(fresh, plan, "approve").statusCode(403).body("detail", containsString("younger"));
        stage.act(changed, plan, "approve").statusCode(403).body("detail", containsString("changed by"));
        stage.act(stage.approver(), plan, "approve").statusCode(200);
    }

    @Test
    void aWrongNameOrAStaleHashChangesNothing() {
        JsonPath plan = stage.draft(incident, "L3");
        String path = "/api/plans/" + plan.getString("id");
        Map<String, Object> wrong = CutStage.consent(plan);
        wrong.put("principal", "deploy-legac");
        Map<String, Object> stale = CutStage.consent(plan);
        stale.put("hash", "0".repeat(64));

        stage.post(stage.responder(), path + "/request", wrong).statusCode(400);
        stage.post(stage.responder(), path + "/request", stale).statusCode(409);
        stage.act(stage.responder(), plan, "request").statusCode(200);
        stage.post(stage.approver(), path + "/approve", stale).statusCode(409);
        stage.post(stage.approver(), path + "/reject", stale).statusCode(409);
        stage.act(stage.approver(), plan, "approve").statusCode(200);
        stage.post(stage.responder(), path + "/execute", stale).statusCode(409);
        stage.post(stage.responder(), path + "/execute", wrong).statusCode(400);

        assertThat(stage.plan(plan.getString("id")).getString("state")).isEqualTo("approved");
        assertThat(stage.calls()).as("and nothing else was called").isEmpty();
    }

    @Test
    void twoClicksAreOneExecution() throws InterruptedException {
        Interference.Parked parked = cloud.cloud()
                .interference()
                .park(
                        Interference.Moment.BEFORE,
                        call -> call.operation().name().equals("PutUserPolicy"));
        JsonPath plan = stage.agreed(stage.draft(incident, "L3"));

        stage.act(stage.responder(), plan, "execute").statusCode(200);
        stage.act(stage.responder(), plan, "execute").statusCode(409);
        assertThat(parked.awaitArrival(20)).isTrue();
        stage.act(stage.responder(), plan, "execute").statusCode(409);
        parked.release();

        assertThat(stage.ended(plan.getString("id")).getString("state")).isEqualTo("executed");
        stage.act(stage.responder(), plan, "execute").statusCode(409);
        assertThat(stage.written()).containsExactly("PutUserPolicy");
    }

    @Test
    void aRequestAndAnApprovalExpire() {
        JsonPath waiting = stage.draft(incident, "L3");
        JsonPath asked =
                stage.act(stage.responder(), waiting, "request").extract().jsonPath();
        assertThat(stage.number(
                        "select extract(epoch from expires_at - requested_at)::bigint from plan where id = ?",
                        asked.getLong("id")))
                .isEqualTo(15 * 60);
        JsonPath approved = stage.agreed(stage.draft(incident, "L3"));
        stage.sql("update plan set expires_at = now() - interval '1 second' where state <> 'undone'");

        stage.act(stage.approver(), waiting, "approve").statusCode(409);
        stage.act(stage.responder(), approved, "execute").statusCode(409);
        deadlines.beat();

        assertThat(stage.plan(waiting.getString("id")).getString("state")).isEqualTo("expired");
        assertThat(stage.plan(approved.getString("id")).getString("state")).isEqualTo("expired");
        stage.act(stage.responder(), approved, "execute").statusCode(409);
        assertThat(stage.calls()).as("and nothing else was called").isEmpty();
    }

    @Test
    void nothingIsCalledInTheSuspectsAccountUntilSomebodyAsksAndThenOnlyReads() {
        JsonPath rejected = stage.draft(incident, "L3");
        stage.act(stage.responder(), rejected, "request").statusCode(200);
        Map<String, Object> no = CutStage.consent(rejected);
        no.put("reason", "not yet");
        stage.post(stage.approver(), "/api/plans/" + rejected.getString("id") + "/reject", no)
                .statusCode(200)
                .body("state", equalTo("rejected"));
        stage.act(stage.responder(), rejected, "execute").statusCode(409);
        stage.act(stage.approver(), rejected, "approve").statusCode(409);
        JsonPath approved = stage.agreed(stage.draft(incident, "L4", Map.of("boundary", true, "controlPolicy", true)));
        assertThat(stage.plan(approved.getString("id")).getString("state")).isEqualTo("approved");
        assertThat(stage.seenIn(Scenery.WORKLOAD)).isEmpty();
        assertThat(stage.calls()).as("nor anywhere else").isEmpty();

        stage.act(stage.responder(), approved, "inspect").statusCode(200);

        assertThat(stage.seenIn(Scenery.WORKLOAD)).isNotEmpty();
        assertThat(stage.written()).as("and nothing was changed").isEmpty();
    }

    @Test
    void aLineageThatGrewMeanwhileIsDraftedAnewAndAgreedToByNobody() {
        JsonPath plan = stage.draft(incident, "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);
        stage.minted(incident, "user", "arn:aws:iam::444455556666:user/" + Scenery.PARTNER, "CreateUser");

        stage.act(stage.approver(), plan, "approve").statusCode(409);

        JsonPath anew = stage.plan(plan.getString("id"));
        assertThat(anew.getString("state")).isEqualTo("drafted");
        assertThat(anew.getString("hash")).isNotEqualTo(plan.getString("hash"));
        assertThat(anew.getList("steps")).hasSize(2);
        assertThat(stage.executed(anew).getString("state")).isEqualTo("executed");
        assertThat(stage.written()).containsExactly("PutUserPolicy", "PutUserPolicy");
    }

    @Test
    void glassIsBrokenWithAReasonAndAnnouncedAndGuardrailsStillRefuse() {
        Operator breaker = stage.old(Role.RESPONDER);
        JsonPath plan = stage.draft(incident, "L3");
        String path = "/api/plans/" + plan.getString("id") + "/request";
        Map<String, Object> body = CutStage.consent(plan);
        body.put("breakGlass", true);
        body.put("acknowledgePipeline", true);
        stage.post(breaker, path, body).statusCode(400);
        body.put("reason", "everybody else sleeps");
        stage.post(breaker, path, body).statusCode(403);
        stage.sql("update operator set break_glass = true where id = ?", breaker.id());

        stage.kill(true);
        stage.post(breaker, path, body).statusCode(409).body("detail", containsString("kill-switch"));
        stage.kill(false);
        stage.post(breaker, path, body).statusCode(200).body("state", equalTo("approved"));
        stage.act(breaker, plan, "execute").statusCode(200);

        assertThat(stage.ended(plan.getString("id")).getString("state")).isEqualTo("executed");
        assertThat(stage.plan(plan.getString("id")).getList("approvals.decision"))
                .containsExactly("broke-glass");
        assertThat(stage.rows(
                        "select body::json ->> 'text' from entry where incident_id = ? and kind = 'plan'",
                        Long.parseLong(incident)))
                .anyMatch(text -> text.contains("BROKE GLASS") && text.contains("everybody else sleeps"));
        assertThat(stage.rows("select details from audit where details like '%BROKE GLASS%'"))
                .isNotEmpty();
    }

    @Test
    void theKillSwitchStopsBetweenTwoStepsAndSaysWhatHolds() throws InterruptedException {
        stopsBetween(() -> stage.kill(true), () -> stage.kill(false), "kill switch");
    }

    @Test
    void whoDisarmsStopsBetweenTwoSteps() throws InterruptedException {
        stopsBetween(() -> stage.arm(false), () -> stage.arm(true), "disarmed");
    }

    private void stopsBetween(Runnable stop, Runnable goOn, String word) throws InterruptedException {
        stage.minted(incident, "user", "arn:aws:iam::444455556666:user/" + Scenery.PARTNER, "CreateUser");
        JsonPath plan = stage.agreed(stage.draft(incident, "L3"));
        Interference.Parked parked = cloud.cloud()
                .interference()
                .park(Interference.Moment.AFTER, call -> call.operation().name().equals("PutUserPolicy"));
        stage.act(stage.responder(), plan, "execute").statusCode(200);
        assertThat(parked.awaitArrival(20)).isTrue();

        stop.run();
        parked.release();
        JsonPath halted = stage.ended(plan.getString("id"));

        assertThat(halted.getString("state")).isEqualTo("halted");
        assertThat(halted.getString("message")).contains(word).contains("1 of 2 steps hold: 1 (");
        assertThat(halted.getList("steps.state")).containsExactly("done", "pending");
        goOn.run();
        stage.act(stage.responder(), plan, "retry").statusCode(200);
        assertThat(stage.ended(plan.getString("id")).getString("state")).isEqualTo("executed");
        assertThat(stage.written()).containsExactly("PutUserPolicy", "PutUserPolicy");
    }

    @Test
    void aPlanOfAnIncidentThatIsRestrictedDoesNotExistForOthers() {
        String secret = stage.incident(
                Scenery.LEAKED, Map.of("restrictedTo", List.of(stage.responder().name())));
        JsonPath plan = stage.draft(secret, "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);

        for (String act : List.of("approve", "reject", "request", "execute", "retry", "inspect")) {
            stage.act(stage.approver(), plan, act).statusCode(404);
        }
        stage.post(stage.approver(), "/api/plans/" + plan.getString("id") + "/undo", Map.of("reason", "x"))
                .statusCode(404);
        TestAccounts.as(stage.admin())
                .get("/api/plans/" + plan.getString("id"))
                .then()
                .statusCode(404);
    }

    private Map<String, Object> leaving(Object... idsAndReasons) {
        List<Map<String, Object>> all = new java.util.ArrayList<>();
        for (int i = 0; i < idsAndReasons.length; i += 2) {
            all.add(Map.of("identityId", idsAndReasons[i].toString(), "reason", idsAndReasons[i + 1]));
        }
        return Map.of("level", "L3", "reason", "leaked key", "options", Map.of("boundary", false), "leaveOut", all);
    }

    private io.restassured.response.ValidatableResponse drafted(Map<String, Object> wish) {
        return stage.post(stage.responder(), "/api/incidents/" + incident + "/plans", wish);
    }

    @Test
    void whoStandsInAPlansWayIsNamedLeftOutAndSaidToBeEverywhere() {
        long ours = stage.minted(incident, "user", "arn:aws:iam::444455556666:user/nina.hoffmann", "CreateUser");
        JsonPath refused = stage.draft(incident, "L3");
        assertThat(refused.getString("state")).isEqualTo("refused");
        assertThat(refused.getList("verdicts.find { it.guardrail == 'protected' }.identityIds"))
                .containsExactly(Long.toString(ours));

        JsonPath plan = drafted(leaving(ours, "nina is one of us"))
                .statusCode(201)
                .extract()
                .jsonPath();
        String words =
                "nina.hoffmann was left out by " + stage.responder().name() + ": nina is one of us; it stays as it is.";
        assertThat(plan.getString("state")).as(plan.getString("verdicts")).isEqualTo("drafted");
        assertThat(plan.getList("warnings")).contains(words);
        assertThat(plan.getString("leftOut[0].identityId")).isEqualTo(Long.toString(ours));
        assertThat(plan.getString("leftOut[0].reason")).isEqualTo("nina is one of us");
        assertThat(plan.getList("subjects.identityId")).doesNotContain(Long.toString(ours));
        assertThat(stage.rows(
                        "select details from audit where details like ?", "%\"plan\":" + plan.getString("id") + "%"))
                .anyMatch(line -> line.contains("leftOut") && line.contains("nina is one of us"));

        JsonPath done = stage.executed(plan);
        assertThat(done.getString("state")).as(done.getString("message")).isEqualTo("executed");
        assertThat(done.getList("leftOut")).hasSize(1);
        assertThat(stage.written()).containsExactly("PutUserPolicy");
        assertThat(stage.account().users().get("nina.hoffmann").permissions().inline())
                .as("nothing of who is left out was touched")
                .doesNotContainKey("ServiceAccessBaseline");
    }

    @Test
    void whoIsLeftOutIsNotCountedByTheProofAndItsTextSaysSo() {
        long ours = stage.minted(incident, "user", "arn:aws:iam::444455556666:user/tom.berger", "CreateUser");
        JsonPath done = stage.executed(drafted(leaving(ours, "tom is one of us"))
                .statusCode(201)
                .extract()
                .jsonPath());
        long id = done.getLong("id");

        assertThat(cases.of(id).orElseThrow().covers())
                .containsOnly(Map.entry(stage.suspect(incident), Cover.USER), Map.entry(ours, Cover.LEFT_OUT));
        cases.unproven(id, "A lane is silent.");

        assertThat(stage.plan(done.getString("id")).getString("message"))
                .startsWith("A lane is silent. tom.berger was left out by ")
                .endsWith("tom is one of us; it stays as it is.");
    }

    @Test
    void nobodyLeavesOutTheOnlySuspectASuspectTwiceOrSomebodyUnknown() {
        long suspect = stage.suspect(incident);
        drafted(leaving(suspect, "not now")).statusCode(400).body("title", equalTo("Nobody is left"));
        drafted(leaving(99_999_999, "who?")).statusCode(400).body("title", equalTo("Identity unknown"));
        drafted(leaving(suspect, " ")).statusCode(400).body("detail", containsString("leaveOut: say why"));
        Map<String, Object> both = new java.util.HashMap<>(leaving(suspect, "no"));
        both.put("targets", List.of(Map.of("identityId", Long.toString(suspect), "reason", "yes")));
        drafted(both).statusCode(400).body("detail", containsString("one of the targets too"));

        stage.minted(incident, "user", "arn:aws:iam::444455556666:user/" + Scenery.PARTNER, "CreateUser");
        JsonPath other = drafted(leaving(suspect, "its owner does it"))
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(other.getList("subjects.label")).containsExactly(Scenery.PARTNER);
        assertThat(other.getString("confirm")).isEqualTo(Scenery.PARTNER);
    }

    @Test
    void whoIsLeftOutStaysSoWhenThePlanIsDraftedAnew() {
        long ours = stage.minted(incident, "user", "arn:aws:iam::444455556666:user/tom.berger", "CreateUser");
        JsonPath plan = drafted(leaving(ours, "tom is one of us"))
                .statusCode(201)
                .extract()
                .jsonPath();
        stage.act(stage.responder(), plan, "request").statusCode(200);
        stage.minted(incident, "user", "arn:aws:iam::444455556666:user/" + Scenery.PARTNER, "CreateUser");

        stage.act(stage.approver(), plan, "approve").statusCode(409);

        JsonPath anew = stage.plan(plan.getString("id"));
        assertThat(anew.getString("state")).isEqualTo("drafted");
        assertThat(anew.getString("hash")).isNotEqualTo(plan.getString("hash"));
        assertThat(anew.getList("leftOut.by")).containsExactly(stage.responder().name());
    }
}
