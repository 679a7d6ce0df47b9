package io.stakeout.containment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.notify.slack.Buttons;
import io.stakeout.notify.slack.LoopbackWorkspace;
import io.stakeout.notify.slack.LoopbackWorkspace.Said;
import io.stakeout.notify.slack.in.SlackTown;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a plan's way is told in Slack, by the application's own worker: decisions in the thread and in the channel too. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlack.Telling.class)
class SlackToldTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String POLICY = "ServiceAccessBaseline";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    SlackTown town;

    private String incident;

    @BeforeEach
    void anIncidentThatIsTold() {
        stage.begin(cloud);
        town.hush();
        town.open();
        town.user(stage.approver());
        incident = stage.incident(Scenery.LEAKED);
    }

    @AfterEach
    void over() {
        stage.end();
    }

    @Test
    void aPlanIsToldFromItsRequestToItsUndoAndTheIncidentToItsEnd() {
        JsonPath plan = stage.draft(incident, "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);
        Said asked = told(has(Buttons.APPROVE_PLAN));
        assertThat(asked.blocks().toString()).contains(Buttons.REJECT_PLAN);
        assertThat(asked.broadcast()).isTrue();

        stage.post(stage.approver(), "/api/plans/" + plan.getString("id") + "/approve", approval(plan))
                .statusCode(200);
        Said decided = told(said ->
                said.ts().equals(asked.ts()) && !has(Buttons.APPROVE_PLAN).test(said));
        assertThat(decided.edits()).as("the same message, without its buttons").isPositive();

        stage.act(stage.responder(), stage.plan(plan.getString("id")), "execute")
                .statusCode(200);
        assertThat(stage.ended(plan.getString("id")).getString("state")).isEqualTo("executed");
        assertThat(told(begins("Executed")).broadcast()).isTrue();

        cloud.iam(cloud.keysOf(Scenery.PARTNER))
                .deleteUserPolicy(request -> request.userName(Scenery.LEAKED).policyName(POLICY));
        assertThat(told(begins("Verification failed")).broadcast()).isTrue();

        JsonPath undone = stage.executed(stage.undo(stage.plan(plan.getString("id")), true));
        assertThat(undone.getString("state")).as(undone.getString("message")).isEqualTo("executed");
        assertThat(told(begins("Undone")).broadcast()).isTrue();

        stage.post(
                        stage.responder(),
                        "/api/incidents/" + incident + "/close",
                        Map.of("verdict", "exercise", "reason", "it was a test"))
                .statusCode(200);
        Said closing = told(has("it was a test"));
        assertThat(closing.broadcast()).isFalse();
        assertThat(said()).filteredOn(said -> !said.reply()).as("one root").hasSize(1);
        assertThat(said()).extracting(Said::key).doesNotHaveDuplicates();
    }

    private Map<String, Object> approval(JsonPath plan) {
        Map<String, Object> consent = CutStage.consent(plan);
        consent.put("acknowledgePipeline", true);
        return consent;
    }

    private static Predicate<Said> has(String text) {
        return said -> said.blocks().toString().contains(text);
    }

    /** By its first words. */
    private static Predicate<Said> begins(String words) {
        return said -> said.reply() && said.blocks().path(0).toString().contains(words);
    }

    /** The message of the incident's channel, once it is there. */
    private Said told(Predicate<Said> which) {
        return await().atMost(LONGEST)
                .until(() -> said().stream().filter(which).toList(), found -> !found.isEmpty())
                .get(0);
    }

    private List<Said> said() {
        LoopbackWorkspace workspace = town.slack().workspace();
        return workspace.channelNames().stream()
                .filter(name -> name.startsWith("incident-" + incident + "-"))
                .findFirst()
                .flatMap(workspace::channelNamed)
                .map(workspace::said)
                .orElse(List.of());
    }
}
