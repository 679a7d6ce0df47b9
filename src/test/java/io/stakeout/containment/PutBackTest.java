package io.stakeout.containment;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;

import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.Interference;
import io.stakeout.drill.world.User;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Somebody whom the room doesn't know takes a deny off: it is put back as often as was agreed to, and not more. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class PutBackTest {

    private static final String POLICY = "ServiceAccessBaseline";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

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
    void itIsPutBackOnceAndThenGivenUpLoudlyAndUndoneExactly() throws InterruptedException {
        TestCloud.Access before = cloud.access();
        stage.minted(incident, "access-key", cloud.keysOf(Scenery.LEAKED).accessKeyId(), "CreateAccessKey");
        Interference.Parked proof = parkProof();
        JsonPath cut = stage.executed(
                stage.draft(incident, "L4", Map.of("boundary", true, "controlPolicy", true, "reapply", 1)));
        assertThat(cut.getString("state")).isEqualTo("executed");
        String id = cut.getString("id");

        assertThat(proof.awaitArrival(40)).isTrue();
        helper().deleteUserPolicy(request -> request.userName(Scenery.LEAKED).policyName(POLICY));
        proof.release();
        await().atMost(LONGEST).until(() -> told(id, "is put back, 1 of 1 times"));
        proof = parkProof();
        assertThat(stage.ended(id).getString("state")).isEqualTo("executed");
        assertThat(user().permissions().inline()).containsKey(POLICY);
        assertThat(proof.awaitArrival(40)).isTrue();
        helper().deleteUserPolicy(request -> request.userName(Scenery.LEAKED).policyName(POLICY));
        proof.release();
        await().atMost(LONGEST).until(() -> stage.plan(id).getString("state").equals("contested"));

        JsonPath given = stage.plan(id);
        assertThat(given.getString("message"))
                .contains("does NOT hold any more", "put back once already, and isn't any more: act by hand");
        assertThat(told(id, "act by hand")).isTrue();
        assertThat(stage.written())
                .as("what still held wasn't written again")
                .containsExactlyInAnyOrder(
                        "PutUserPolicy",
                        "PutUserPolicy",
                        "PutUserPermissionsBoundary",
                        "UpdateAccessKey",
                        "CreatePolicy",
                        "AttachPolicy");
        assertThat(stage.executed(stage.undo(given, false)).getString("state")).isEqualTo("executed");
        assertThat(cloud.access()).isEqualTo(before);
    }

    @Test
    void aKeyThatWasOffBeforeIsSwitchedOffAgainAndStaysSo() throws InterruptedException {
        String key = cloud.keysOf(Scenery.LEAKED).accessKeyId();
        key(key, false);
        TestCloud.Access before = cloud.access();
        stage.minted(incident, "access-key", key, "CreateAccessKey");
        Interference.Parked proof = parkProof();
        JsonPath cut = stage.executed(stage.draft(incident, "L4", Map.of("boundary", false, "reapply", 1)));
        assertThat(cut.getList("steps.state")).containsExactlyInAnyOrder("already", "done", "already");
        String id = cut.getString("id");

        assertThat(proof.awaitArrival(40)).isTrue();
        key(key, true);
        proof.release();
        await().atMost(LONGEST).until(() -> told(id, "is put back, 1 of 1 times"));

        assertThat(stage.ended(id).getString("state")).isEqualTo("executed");
        assertThat(user().credentials().keys().get(key).active()).isFalse();
        assertThat(stage.executed(stage.undo(cut, false)).getString("state")).isEqualTo("executed");
        assertThat(cloud.access()).isEqualTo(before);
    }

    @Test
    void whatTheStreamTellsOfAHelperIsPutBackAndThenProved() {
        cloud.s3(cloud.keysOf(Scenery.LEAKED)).listBuckets();
        stage.arrive();
        await().atMost(LONGEST)
                .until(() ->
                        stage.number("select count(*) from activity where incident_id = ?", Long.parseLong(incident))
                                > 0);
        JsonPath cut = stage.executed(stage.draft(incident, "L3", Map.of("boundary", false, "reapply", 1)));
        assertThat(cut.getString("state")).isEqualTo("executed");
        String id = cut.getString("id");
        await().atMost(LONGEST).until(() -> stage.plan(id).get("proof.readBackAt") != null);
        assertThat(stage.plan(id).getList("proof.readBack.ok", Boolean.class)).containsExactly(true);

        helper().deleteUserPolicy(request -> request.userName(Scenery.LEAKED).policyName(POLICY));
        stage.arrive();
        await().atMost(LONGEST).until(() -> told(id, "is put back, 1 of 1 times"));
        assertThat(stage.ended(id).getString("state")).isEqualTo("executed");
        assertThat(user().permissions().inline()).containsKey(POLICY);

        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).until(() -> {
            // the silence of one proves nothing where nobody is heard
            cloud.s3(cloud.keysOf(Scenery.RESPONDER)).listBuckets();
            stage.arrive();
            return stage.plan(id).getString("state").equals("verified");
        });
        assertThat(states(id)).containsSubsequence("executed", "contested", "executing", "executed", "verified");
        assertThat(states(id)).filteredOn("contested"::equals).hasSize(1);
        assertThat(told(id, Scenery.PARTNER)).as("who took it off").isTrue();
    }

    private List<String> states(String plan) {
        return stage.rows(
                "select body::json ->> 'action' from entry where kind = 'plan' and body::json ->> 'planId' = ?"
                        + " order by seq",
                plan);
    }

    /** Before AWS is asked what it holds. */
    private Interference.Parked parkProof() {
        return cloud.cloud()
                .interference()
                .park(Interference.Moment.BEFORE, call -> call.caller().arn().contains("/proof-"));
    }

    private IamClient helper() {
        return cloud.iam(cloud.keysOf(Scenery.PARTNER));
    }

    private void key(String id, boolean active) {
        cloud.responder()
                .updateAccessKey(request ->
                        request.userName(Scenery.LEAKED).accessKeyId(id).status(active ? "Active" : "Inactive"));
    }

    private User user() {
        return stage.account().users().get(Scenery.LEAKED);
    }

    private boolean told(String plan, String words) {
        return stage
                .rows(
                        "select body::json ->> 'text' from entry where incident_id = ? and kind = 'plan'",
                        Long.parseLong(incident))
                .stream()
                .anyMatch(text -> text.contains(words));
    }
}
