package io.stakeout.containment;

import java.time.Duration;
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
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.aws.CutCloud;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Interference;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.User;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What holds after an execution that was cut short or refused by AWS, and how it is gone on with. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class ExecutionResumeTest {

    private static final List<String> WRITES =
            List.of("UpdateAccessKey", "PutUserPermissionsBoundary", "PutUserPolicy", "DeleteLoginProfile");

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    Nodes nodes;

    @Inject
    CutCloud aws;

    @BeforeEach
    void begin() {
        stage.begin(cloud);
    }

    @AfterEach
    void over() {
        aws.live();
        stage.end();
    }

    /** A user with a key, a boundary, a policy and a password to lose. */
    private JsonPath fourSteps() {
        String incident = stage.incident(Scenery.BYSTANDER);
        stage.minted(incident, "access-key", cloud.keysOf(Scenery.BYSTANDER).accessKeyId(), "CreateAccessKey");
        return stage.agreed(stage.draft(incident, "L4", Map.of("boundary", true)));
    }

    private JsonPath twoUsers() {
        String incident = stage.incident(Scenery.LEAKED);
        stage.minted(incident, "user", "arn:aws:iam::444455556666:user/" + Scenery.PARTNER, "CreateUser");
        return stage.agreed(stage.draft(incident, "L3"));
    }

    @ParameterizedTest(name = "write {0}, after it took effect: {1}")
    @CsvSource({"1,false", "1,true", "2,false", "2,true", "3,false", "3,true", "4,false", "4,true"})
    void aProcessThatDiesAtAWriteIsGoneOnForByAnother(int write, boolean after) {
        JsonPath plan = fourSteps();
        Execution first = nodes.fresh();
        nodes.give(plan, first);
        aws.die(write, after);

        assertThatThrownBy(first::work).isInstanceOf(CutCloud.Died.class);

        assertThat(stage.written()).isEqualTo(WRITES.subList(0, after ? write : write - 1));
        assertThat(stage.plan(plan.getString("id")).getString("steps[" + (write - 1) + "].state"))
                .isEqualTo("running");
        int seen = cloud.events().size();
        nodes.forsake(plan);
        nodes.fresh().work();
        JsonPath done = stage.ended(plan.getString("id"));

        assertThat(done.getString("state")).isEqualTo("executed");
        assertThat(done.getList("steps.state")).containsOnly("done");
        assertThat(stage.written()).as("each once").isEqualTo(WRITES);
        assertThat(cloud.events().subList(seen, cloud.events().size()))
                .filteredOn(event -> event.eventSource().startsWith("iam"))
                .first()
                .satisfies(event -> assertThat(event.readOnly()).isTrue());
        assertThat(done.getList("steps.beforeKnown")).containsOnly(true);
        assertThat(stage.rows(
                        "select content from execution_evidence where plan_id = ? and what like 'profile of %'",
                        plan.getLong("id")))
                .as("what was there before the first change, once")
                .hasSize(1)
                .first()
                .asString()
                .contains("\"password\":true")
                .doesNotContain("AWSDenyAll");
        User user = stage.account().users().get(Scenery.BYSTANDER);
        assertThat(user.credentials().login()).isEmpty();
        assertThat(user.credentials().keys().values()).noneMatch(key -> key.active());
        assertThat(user.permissions().boundary()).contains("arn:aws:iam::aws:policy/AWSDenyAll");
    }

    @Test
    void aNodeThatComesBackGoesOnAtOnceAndAnotherOneWaits() {
        JsonPath plan = fourSteps();
        Execution first = nodes.fresh();
        nodes.give(plan, first);
        aws.die(1, true);
        assertThatThrownBy(first::work).isInstanceOf(CutCloud.Died.class);

        nodes.fresh().work();
        assertThat(stage.written()).hasSize(1);
        nodes.again(first.self).work();

        assertThat(stage.ended(plan.getString("id")).getString("state")).isEqualTo("executed");
        assertThat(stage.written()).as("each once").isEqualTo(WRITES);
    }

    @Test
    void aWriteWhoseAnswerNobodyHeardIsKnownAsOurOwnOnTheStream() {
        Map<String, String> session = Map.of(
                "type", "principal-arn", "value", "arn:aws:sts::444455556666:assumed-role/deploy-production/one");
        JsonPath plan = stage.agreed(stage.draft(stage.open(session, Map.of()), "L2"));
        Execution first = nodes.fresh();
        nodes.give(plan, first);
        aws.die(1, true);
        assertThatThrownBy(first::work).isInstanceOf(CutCloud.Died.class);
        Execution second = nodes.again(first.self);
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            second.work();
            return stage.plan(plan.getString("id")).getString("state").equals("executed");
        });

        stage.arrive();

        assertThat(stage.written()).containsExactly("PutRolePolicy", "PutRolePolicy");
        assertThat(stage.rows("select text from counter_move where plan_id = ?", plan.getLong("id")))
                .isEmpty();
    }

    private static boolean puts(Call call) {
        return call.operation().name().equals("PutUserPolicy");
    }

    @Test
    void whatAwsThrottlesIsTriedAgain() {
        JsonPath plan = fourSteps();
        cloud.cloud().interference().throttle(4, ExecutionResumeTest::puts);

        stage.act(stage.responder(), plan, "execute").statusCode(200);

        assertThat(stage.ended(plan.getString("id")).getString("state")).isEqualTo("executed");
        assertThat(stage.written()).isEqualTo(WRITES);
    }

    @Test
    void whatAwsDeniesUsFailsThereAndIsTriedAgain() {
        JsonPath failed = deniedAtTheThird();

        assertThat(failed.getString("message"))
                .contains("step 3 failed: AccessDenied", "2 of 4 steps hold: 1 (", "; 2 (");
        assertThat(failed.getList("steps.state")).containsExactly("done", "done", "failed", "pending");
        stage.act(stage.responder(), failed, "retry").statusCode(200);
        assertThat(stage.ended(failed.getString("id")).getString("state")).isEqualTo("executed");
        assertThat(stage.written()).isEqualTo(WRITES);
    }

    private JsonPath deniedAtTheThird() {
        JsonPath plan = fourSteps();
        cloud.cloud().interference().fail(1, new ApiError("AccessDenied", 403, "not you"), ExecutionResumeTest::puts);
        stage.act(stage.responder(), plan, "execute").statusCode(200);
        JsonPath failed = stage.ended(plan.getString("id"));
        assertThat(failed.getString("state")).isEqualTo("failed");
        return failed;
    }

    @Test
    void theHalfThatHoldsIsUndone() {
        Account before = stage.account();
        JsonPath failed = deniedAtTheThird();

        JsonPath undo = stage.undo(failed, false);
        assertThat(undo.getList("steps")).hasSize(2);
        assertThat(stage.executed(undo).getString("state")).isEqualTo("executed");

        assertThat(stage.plan(failed.getString("id")).getString("state")).isEqualTo("undone");
        assertThat(stage.account()).isEqualTo(before);
    }

    @Test
    void whoVanishesOnTheWayIsAnErrorOfThatStepAndNothingToUndo() throws InterruptedException {
        JsonPath plan = twoUsers();
        Interference.Parked parked =
                cloud.cloud().interference().park(Interference.Moment.AFTER, ExecutionResumeTest::puts);
        stage.act(stage.responder(), plan, "execute").statusCode(200);
        assertThat(parked.awaitArrival(20)).isTrue();
        stage.change(account -> account.withoutUser(Scenery.LEAKED));
        parked.release();

        JsonPath failed = stage.ended(plan.getString("id"));
        assertThat(failed.getString("state")).isEqualTo("failed");
        assertThat(failed.getString("message")).contains("step 2 failed: NoSuchEntity", "1 of 2 steps hold");

        stage.change(account -> account.withoutUser(Scenery.PARTNER));
        assertThat(stage.executed(stage.undo(failed, false)).getString("state")).isEqualTo("executed");
        assertThat(stage.plan(failed.getString("id")).getString("state")).isEqualTo("undone");
        assertThat(stage.written()).containsExactly("PutUserPolicy");
    }

    private void inline(String name, String document) {
        stage.change(account -> {
            User user = account.users().get(Scenery.LEAKED);
            return account.with(user.with(user.permissions().withInline(name, document)));
        });
    }

    @Test
    void aUserAtItsPolicyLimitIsAnErrorAndNothingIsChanged() {
        inline(
                "large",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\""
                        + "x".repeat(1_850) + "\"}]}");
        Account before = stage.account();

        JsonPath failed = stage.executed(stage.draft(stage.incident(Scenery.LEAKED), "L3"));

        assertThat(failed.getString("state")).isEqualTo("failed");
        assertThat(failed.getString("message")).contains("LimitExceeded", "Nothing was changed by it.");
        assertThat(stage.account()).isEqualTo(before);
        assertThat(stage.rows(
                        "select name from containment where plan_id = ? and ended_at is null", failed.getLong("id")))
                .isEmpty();
        stage.post(
                        stage.responder(),
                        "/api/plans/" + failed.getString("id") + "/undo",
                        Map.of("reason", "nothing there"))
                .statusCode(409);
    }

    @Test
    void aPolicyOfOurNameThatIsNotOursIsLeftAlone() {
        String theirs = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                + "\"Resource\":\"*\"}}";
        inline("ServiceAccessBaseline", theirs);

        JsonPath failed = stage.executed(stage.draft(stage.incident(Scenery.LEAKED), "L3"));

        assertThat(failed.getString("state")).isEqualTo("failed");
        assertThat(failed.getString("message")).contains("left alone");
        assertThat(Optional.of(stage.account()
                        .users()
                        .get(Scenery.LEAKED)
                        .permissions()
                        .inline()
                        .get("ServiceAccessBaseline")))
                .contains(theirs);
        assertThat(stage.written()).isEmpty();
    }
}
