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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.Interference;
import io.stakeout.drill.world.User;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** Taking back what was cut: byte for byte, and never over what somebody else has done since. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class UndoTest {

    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @BeforeEach
    void begin() {
        stage.begin(cloud);
        boundary(Scenery.LEAKED, READ_ONLY);
    }

    @AfterEach
    void over() {
        stage.end();
    }

    private void boundary(String user, String arn) {
        stage.change(account -> {
            User now = account.users().get(user);
            return account.with(now.with(now.permissions().withBoundary(Optional.of(arn))));
        });
    }

    private JsonPath cutHard() {
        String incident = stage.incident(Scenery.LEAKED);
        stage.minted(incident, "access-key", cloud.keysOf(Scenery.LEAKED).accessKeyId(), "CreateAccessKey");
        JsonPath cut = stage.executed(stage.draft(incident, "L4", Map.of("boundary", true)));
        assertThat(cut.getString("state")).isEqualTo("executed");
        return cut;
    }

    private JsonPath session(String name, String level) {
        Map<String, String> suspect = Map.of(
                "type", "principal-arn", "value", "arn:aws:sts::444455556666:assumed-role/deploy-production/" + name);
        return stage.draft(stage.open(suspect, Map.of()), level);
    }

    private void undone(JsonPath plan, boolean overwrite) {
        JsonPath undo = stage.executed(stage.undo(plan, overwrite));
        assertThat(undo.getString("state")).isEqualTo("executed");
        assertThat(stage.plan(plan.getString("id")).getString("state")).isEqualTo("undone");
    }

    @Test
    void aUserIsAfterwardsWhatItWasBeforeByteForByte() {
        TestCloud.Access before = cloud.access();
        JsonPath cut = cutHard();
        assertThat(cut.getList("steps.state")).containsExactly("done", "done", "done", "already");
        assertThat(cloud.access()).isNotEqualTo(before);

        undone(cut, false);

        assertThat(cloud.access()).isEqualTo(before);
        assertThat(stage.rows("select name from containment where ended_at is null"))
                .isEmpty();
    }

    @ParameterizedTest(name = "the first first: {0}")
    @ValueSource(booleans = {true, false})
    void plansOnOneRoleAreTakenBackInAnyOrder(boolean firstFirst) {
        TestCloud.Access before = cloud.access();
        JsonPath one = stage.executed(session("one", "L2"));
        JsonPath other = stage.executed(session("other", "L3"));
        assertThat(List.of(one.getString("state"), other.getString("state"))).containsOnly("executed");
        String both = deny();
        assertThat(both).contains("one").contains("other");

        undone(firstFirst ? one : other, false);
        assertThat(deny().contains("one\"")).isEqualTo(!firstFirst);
        assertThat(deny().contains("other\"")).isEqualTo(firstFirst);
        undone(firstFirst ? other : one, false);

        assertThat(cloud.access()).isEqualTo(before);
    }

    @ParameterizedTest(name = "the first first: {0}")
    @ValueSource(booleans = {true, false})
    void whatTwoPlansHaveSetStaysUntilBothAreTakenBack(boolean firstFirst) {
        TestCloud.Access before = cloud.access();
        JsonPath one = cutHard();
        JsonPath other = cutHard();
        String denyAll = "arn:aws:iam::aws:policy/AWSDenyAll";

        undone(firstFirst ? one : other, false);
        assertThat(boundary()).contains(denyAll);
        assertThat(stage.account()
                        .users()
                        .get(Scenery.LEAKED)
                        .credentials()
                        .keys()
                        .values())
                .noneMatch(key -> key.active());
        assertThat(stage.account().users().get(Scenery.LEAKED).permissions().inline())
                .containsKey("ServiceAccessBaseline");
        undone(firstFirst ? other : one, false);

        assertThat(cloud.access()).isEqualTo(before);
    }

    private String deny() {
        return stage.account()
                .roles()
                .get(Scenery.DEPLOY_ROLE)
                .permissions()
                .inline()
                .get("ServiceAccessBaseline");
    }

    @Test
    void whatSomebodyChangedSinceIsLeftAloneUnlessToldOtherwise() {
        JsonPath cut = cutHard();
        boundary(Scenery.LEAKED, "arn:aws:iam::aws:policy/AdministratorAccess");

        JsonPath refused = stage.executed(stage.undo(cut, false));
        assertThat(refused.getString("state")).isEqualTo("failed");
        assertThat(refused.getString("message")).contains("changed since", "left alone");
        assertThat(boundary()).contains("arn:aws:iam::aws:policy/AdministratorAccess");

        undone(cut, true);
        assertThat(boundary()).contains(READ_ONLY);

        stage.act(stage.responder(), refused, "retry").statusCode(200);
        JsonPath late = stage.ended(refused.getString("id"));
        assertThat(late.getString("state")).isEqualTo("failed");
        assertThat(late.getString("message")).contains("is undone by now");
    }

    private Optional<String> boundary() {
        return stage.account().users().get(Scenery.LEAKED).permissions().boundary();
    }

    /** The password of a bystander whom the suspect has touched: there is none, so there is nothing to remove. */
    private JsonPath nothingLeftToDo() {
        String incident = stage.incident(Scenery.LEAKED);
        stage.joined(
                incident,
                "user",
                "arn:aws:iam::" + Scenery.WORKLOAD + ":user/" + Scenery.PARTNER,
                "UpdateLoginProfile",
                "touched");
        List<Map<String, String>> leaveOut =
                List.of(Map.of("identityId", Long.toString(stage.suspect(incident)), "reason", "its owner does it"));
        Map<String, Object> wish = Map.of("level", "L3", "reason", "leaked key", "leaveOut", leaveOut);
        return stage.executed(stage.post(stage.responder(), "/api/incidents/" + incident + "/plans", wish)
                .statusCode(201)
                .extract()
                .jsonPath());
    }

    @Test
    void aPlanThatFoundEverythingSoAlreadyIsEndedByAnUndoWithoutSteps() {
        TestCloud.Access before = cloud.access();
        JsonPath plan = nothingLeftToDo();
        assertThat(plan.getString("state")).as(plan.getString("message")).isEqualTo("executed");
        assertThat(plan.getList("steps.state")).containsExactly("already");
        assertThat(stage.rows("select name from containment where ended_at is null"))
                .hasSize(1);

        assertThat(stage.rows(
                        "select body::json ->> 'text' from entry where kind = 'plan' and body::json ->> 'planId' = ?"
                                + " and body::json ->> 'action' = 'executed'",
                        plan.getString("id")))
                .containsExactly("has taken effect: all 1 steps are done;"
                        + " all of it was so already, so there is nothing of ours to take back");

        JsonPath undo = stage.undo(plan, false);
        assertThat(undo.getList("steps")).isEmpty();
        assertThat(undo.getString("warnings[0]")).contains("nothing is changed in AWS", "only ends the plan");
        assertThat(stage.executed(undo).getString("state")).isEqualTo("executed");

        assertThat(stage.plan(plan.getString("id")).getString("state")).isEqualTo("undone");
        assertThat(stage.rows("select name from containment where ended_at is null"))
                .isEmpty();
        assertThat(stage.written()).isEmpty();
        assertThat(cloud.access()).isEqualTo(before);
    }

    @Test
    void oneUndoAtATimeAndNoneOfAnUndo() {
        JsonPath cut = cutHard();
        JsonPath undo = stage.undo(cut, false);
        Map<String, Object> why = Map.of("reason", "again");

        stage.post(stage.responder(), "/api/plans/" + cut.getString("id") + "/undo", why)
                .statusCode(409);
        stage.executed(undo);
        stage.post(stage.responder(), "/api/plans/" + undo.getString("id") + "/undo", why)
                .statusCode(409);
        stage.post(stage.responder(), "/api/plans/" + cut.getString("id") + "/undo", why)
                .statusCode(409);
    }

    @Test
    void aPasswordThatWasRemovedIsOnTheChecklistAndNotInAws() {
        JsonPath cut = stage.executed(stage.draft(stage.incident(Scenery.BYSTANDER), "L4"));
        assertThat(cut.getString("state")).isEqualTo("executed");

        JsonPath undo = stage.undo(cut, false);
        assertThat(undo.getList("checklist.text")).singleElement().asString().contains("password");
        assertThat(stage.executed(undo).getString("state")).isEqualTo("executed");

        assertThat(stage.account().users().get(Scenery.BYSTANDER).credentials().login())
                .isEmpty();
        assertThat(stage.account().users().get(Scenery.BYSTANDER).permissions().inline())
                .containsOnlyKeys("payroll");
    }

    @Test
    void afterAnUndoTheNextPlanWaits() {
        undone(cutHard(), false);

        JsonPath next = stage.draft(stage.incident(Scenery.LEAKED), "L3");

        assertThat(next.getString("state")).isEqualTo("refused");
        assertThat(CutStage.refusal(next, "cool-down")).isPresent();
    }

    @Test
    void whatWasHaltedBeforeItsRenewalIsTakenBack() throws InterruptedException {
        TestCloud.Access before = cloud.access();
        Interference.Parked parked = cloud.cloud()
                .interference()
                .park(Interference.Moment.AFTER, call -> call.operation().name().equals("PutRolePolicy"));
        JsonPath plan = stage.agreed(session("one", "L2"));
        stage.act(stage.responder(), plan, "execute").statusCode(200);
        assertThat(parked.awaitArrival(20)).isTrue();
        stage.kill(true);
        parked.release();
        JsonPath halted = stage.ended(plan.getString("id"));
        assertThat(halted.getString("state")).isEqualTo("halted");
        assertThat(halted.getList("steps.state")).containsExactly("done", "pending");
        stage.kill(false);

        undone(halted, false);

        assertThat(cloud.access()).isEqualTo(before);
    }
}
