package io.stakeout.containment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.notify.slack.Buttons;
import io.stakeout.notify.slack.LoopbackWorkspace;
import io.stakeout.notify.slack.in.SlackPerson;
import io.stakeout.notify.slack.in.SlackTown;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

/** A cut is asked for from Slack by the same desk as from the room, and decided on there only. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlack.class)
class SlackRequestTest {

    private static final String DIALOG = "disable";
    private static final String NOTE = "note";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    SlackTown town;

    private String incident;
    private SlackPerson responder;

    @BeforeEach
    void anIncident() {
        stage.begin(cloud);
        town.open();
        incident = stage.incident(Scenery.LEAKED);
        responder = town.user(stage.responder());
    }

    @AfterEach
    void over() {
        stage.end();
    }

    private LoopbackWorkspace.View dialog() {
        responder.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
        return town.view(DIALOG);
    }

    private static Map<String, String> filled(String reason, String principal) {
        return Map.of("reason", reason, "principal", principal);
    }

    private JsonPath plan() {
        return stage.plan(town.text("select max(id)::text from plan where incident_id = ?", Long.parseLong(incident)));
    }

    @Test
    void theDialogShowsWhatAPlanWouldDoAndItIsAskedForWithReasonAndTypedName() {
        LoopbackWorkspace.View dialog = dialog();

        assertThat(dialog.view().toString())
                .contains("L3 Principal", "stops: ", "doesn't stop: ", "the suspect notices: ", "Guardrails", "PASS")
                .contains("Approving from Slack is off");
        assertThat(plan().getString("state")).isEqualTo("drafted");

        responder
                .submit(dialog, filled("owner says it is not us", Scenery.LEAKED))
                .then()
                .statusCode(200)
                .body("response_action", equalTo("update"))
                .body("view.blocks[0].text.text", containsString("waits for another person"));

        JsonPath asked = plan();
        assertThat(asked.getString("state")).isEqualTo("awaiting-approval");
        assertThat(asked.getString("requestedBy"))
                .isEqualTo("slack:" + stage.responder().name());
        assertThat(asked.getList("approvals.reason")).containsExactly("owner says it is not us");
        assertThat(stage.calls()).as("nothing was called in AWS").isEmpty();
    }

    @Test
    void aDialogIsOpenInTimeAlthoughDraftingIsSlow() throws SQLException {
        SlackPerson other = town.user(stage.old(Role.RESPONDER));
        long plans = town.number("select count(*) from plan");
        try (Connection held = town.connection()) {
            held.setAutoCommit(false);
            try (Statement lock = held.createStatement()) {
                lock.execute("lock table plan in share row exclusive mode");
            }
            responder.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
            other.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);

            await().atMost(SlackTown.LONGEST)
                    .until(() -> town.slack().heard("views.open").size() == 2);
            assertThat(town.views())
                    .allSatisfy(view -> assertThat(view.view().toString()).contains("Drafting the plan"));
            assertThat(town.number("select count(*) from plan")).isEqualTo(plans);
            held.rollback();
        }
        await().atMost(SlackTown.LONGEST)
                .until(() -> town.views().stream()
                        .allMatch(
                                view -> view.view().path("callback_id").asText().equals(DIALOG)));
    }

    @Test
    void whatIsSentIsAnsweredInTimeAlthoughTheDeskIsSlow() throws SQLException {
        LoopbackWorkspace.View dialog = dialog();
        try (Connection held = town.connection()) {
            held.setAutoCommit(false);
            try (Statement lock = held.createStatement()) {
                lock.execute("lock table plan in share row exclusive mode");
            }
            responder
                    .submit(dialog, filled("because", Scenery.LEAKED))
                    .then()
                    .time(lessThan(3_000L))
                    .body("response_action", equalTo("update"))
                    .body("view.blocks[0].text.text", containsString("Working on it"));
            held.rollback();
        }

        await().atMost(SlackTown.LONGEST)
                .until(() -> town.view(NOTE), view -> view.view().toString().contains("waits for another person"));
        assertThat(plan().getString("state")).isEqualTo("awaiting-approval");
    }

    @Test
    void aDoubleClickOpensOneDialogAndDraftsOnePlan() {
        responder.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
        responder.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
        town.view(DIALOG);
        responder.command("status");
        town.told(responder);

        assertThat(town.slack().heard("views.open")).hasSize(1);
        assertThat(town.number("select count(*) from plan where incident_id = ?", Long.parseLong(incident)))
                .isEqualTo(1);
    }

    @Test
    void whatIsMissingOrMistypedIsSaidInTheDialogAndNothingIsAskedFor() {
        LoopbackWorkspace.View dialog = dialog();
        SlackTown.Trace before = town.trace();

        responder
                .submit(dialog, filled("because", "somebody-else"))
                .then()
                .body("response_action", equalTo("errors"))
                .body("errors.principal", containsString(Scenery.LEAKED));
        responder
                .submit(dialog, filled(" ", Scenery.LEAKED))
                .then()
                .body("response_action", equalTo("errors"))
                .body("errors.reason", containsString("why"));
        LoopbackWorkspace.View moved =
                new LoopbackWorkspace.View(dialog.id(), "", dialog.view().deepCopy());
        ((ObjectNode) moved.view())
                .put(
                        "private_metadata",
                        dialog.view().path("private_metadata").asText().replaceFirst(" .", " 0"));
        responder
                .submit(moved, filled("because", Scenery.LEAKED))
                .then()
                .body("response_action", equalTo("errors"))
                .body("errors.reason", containsString("has changed"));

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
        responder.submit(dialog, filled("because", Scenery.LEAKED)).then().body("response_action", equalTo("update"));
        assertThat(plan().getString("state")).isEqualTo("awaiting-approval");
    }

    @Test
    void anotherLevelIsAnotherPlanAndIsNotAskedForBeforeItIsShown() {
        LoopbackWorkspace.View first = dialog();
        Map<String, String> values = new HashMap<>(filled("because", Scenery.LEAKED));
        values.put("disable_level", "L4");

        responder
                .submit(first, values)
                .then()
                .body("response_action", equalTo("errors"))
                .body("errors.reason", containsString("isn't shown yet"));
        assertThat(plan().getString("state")).isEqualTo("drafted");
        responder.choose(first, "disable_level", "L4").then().statusCode(200);
        LoopbackWorkspace.View second = await().atMost(SlackTown.LONGEST)
                .until(() -> town.view(DIALOG), view -> view.view().toString().contains("Level L4"));
        responder.submit(second, values).then().body("response_action", equalTo("update"));

        assertThat(plan().getString("level")).isEqualTo("L4");
        assertThat(plan().getString("state")).isEqualTo("awaiting-approval");
    }

    @Test
    void aPlanThatGuardrailsRefuseIsShownWithTheReasonAndCannotBeSent() {
        incident = stage.incident("nina.hoffmann");

        LoopbackWorkspace.View dialog = dialog();

        assertThat(dialog.view().toString()).contains("REFUSED", "protected");
        assertThat(dialog.view().has("submit")).isFalse();
        assertThat(dialog.view().toString()).contains("This can't be asked for");
        assertThat(plan().getString("state")).isEqualTo("refused");
        SlackTown.Trace before = town.trace();
        responder.submit(dialog, filled("because", "nina.hoffmann")).then().body("response_action", equalTo("errors"));
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void whoMayNotOrWhoIsNobodyGetsNoDialog() {
        SlackPerson viewer = town.user(stage.old(Role.VIEWER));
        SlackPerson nobody = new SlackPerson(SlackPerson.freshId());
        SlackTown.Trace before = town.trace();

        viewer.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
        nobody.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
        responder.press(Buttons.REQUEST_DISABLE, "1 or 1=1").then().statusCode(200);

        assertThat(town.told(viewer)).contains("Role missing");
        assertThat(town.told(nobody)).contains("Not an operator");
        assertThat(town.told(responder)).contains("Button not understood");
        assertThat(town.slack().heard("views.open")).isEmpty();
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void aRestrictedIncidentDoesNotExistForOthers() {
        Operator reader = stage.old(Role.RESPONDER);
        incident = stage.incident(Scenery.LEAKED, Map.of("restrictedTo", List.of(reader.name())));
        SlackPerson admin = town.user(stage.old(Role.ADMIN));
        SlackTown.Trace before = town.trace();

        admin.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
        await().atMost(SlackTown.LONGEST)
                .until(() -> town.view(NOTE), view -> view.view().toString().contains("not found"));

        assertThat(town.view(NOTE).view().toString()).doesNotContain(Scenery.LEAKED);
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void decidingFromSlackIsOffByDefault() {
        SlackPerson approver = town.user(stage.approver());
        JsonPath plan = stage.draft(incident, "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);
        SlackTown.Trace before = town.trace();
        String value = new Buttons.PlanRef(Long.parseLong(plan.getString("id")), plan.getString("hash")).value();

        approver.press(Buttons.APPROVE_PLAN, value).then().statusCode(200);
        assertThat(town.told(approver)).contains("Deciding from Slack is off");
        approver.press(Buttons.REJECT_PLAN, value).then().statusCode(200);
        await().atMost(SlackTown.LONGEST).until(() -> town.heard(approver).size() == 2);

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
        assertThat(town.slack().heard("views.open")).isEmpty();
    }
}
