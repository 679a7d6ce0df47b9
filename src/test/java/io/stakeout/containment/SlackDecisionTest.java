package io.stakeout.containment;

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

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.notify.slack.Buttons;
import io.stakeout.notify.slack.LoopbackWorkspace;
import io.stakeout.notify.slack.in.SlackPerson;
import io.stakeout.notify.slack.in.SlackTown;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Where it is switched on, another person decides from Slack, on what was shown, in time, and past every guardrail. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlack.Deciding.class)
class SlackDecisionTest {

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    SlackTown town;

    @Inject
    TestAccounts accounts;

    private String incident;
    private JsonPath plan;
    private SlackPerson approver;

    @BeforeEach
    void aPlanThatIsAskedFor() {
        stage.begin(cloud);
        town.open();
        incident = stage.incident(Scenery.LEAKED);
        plan = stage.draft(incident, "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);
        approver = town.user(stage.approver());
    }

    @AfterEach
    void over() {
        stage.end();
    }

    private String shown() {
        return new Buttons.PlanRef(Long.parseLong(plan.getString("id")), plan.getString("hash")).value();
    }

    private String state() {
        return stage.plan(plan.getString("id")).getString("state");
    }

    private void refused(SlackPerson person, String value, String why) {
        SlackTown.Trace before = town.trace();

        person.press(Buttons.APPROVE_PLAN, value).then().statusCode(200);

        assertThat(town.told(person)).contains(why);
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
        assertThat(stage.calls()).as("nothing was called in AWS").isEmpty();
    }

    /** Who uses the suspect's user isn't known on this stage, which an approver has to have seen. */
    private LoopbackWorkspace.View seen() {
        approver.press(Buttons.APPROVE_PLAN, shown()).then().statusCode(200);
        return town.view("approve");
    }

    @Test
    void anotherPersonApprovesWhatGuardrailsWantToBeSeenAndThatItWasBySlackIsKept() {
        LoopbackWorkspace.View dialog = seen();
        assertThat(dialog.view().toString()).contains("may be a pipeline", "Seen: approve");
        assertThat(state()).isEqualTo("awaiting-approval");

        approver.submit(dialog, Map.of())
                .then()
                .body("response_action", equalTo("update"))
                .body("view.blocks[0].text.text", containsString("You approved plan " + plan.getString("id")));

        String name = "slack:" + stage.approver().name();
        JsonPath approved = stage.plan(plan.getString("id"));
        assertThat(approved.getString("state")).isEqualTo("approved");
        assertThat(approved.getList("approvals.by"))
                .containsExactly(stage.responder().name(), name);
        assertThat(approved.getList("approvals.reason")).endsWith("by Slack");
        assertThat(town.number("select count(*) from audit where actor = ? and details::text like '%by Slack%'", name))
                .isEqualTo(1);
        assertThat(stage.calls()).as("nothing was called in AWS").isEmpty();
    }

    @Test
    void aDoubleClickApprovesOnceAndSaysSoOnce() {
        LoopbackWorkspace.View dialog = seen();
        approver.press(Buttons.APPROVE_PLAN, shown()).then().statusCode(200);
        approver.command("status").then().statusCode(200);
        town.told(approver);
        assertThat(town.slack().heard("views.open")).hasSize(1);

        approver.submit(dialog, Map.of()).then().body("view.blocks[0].text.text", containsString("You approved plan"));
        approver.submit(dialog, Map.of()).then().body("view.blocks[0].text.text", containsString("has moved on"));

        assertThat(stage.plan(plan.getString("id")).getList("approvals.decision"))
                .containsExactly("requested", "approved");
    }

    @Test
    void whoAskedForItApprovesItByNoRoute() {
        Operator self = stage.old(Role.APPROVER);
        SlackPerson same = town.user(self);
        Map<String, Object> wish = Map.of("level", "L3", "reason", "mine", "options", Map.of("boundary", false));
        plan = stage.post(self, "/api/incidents/" + incident + "/plans", wish)
                .statusCode(201)
                .extract()
                .jsonPath();
        stage.act(self, plan, "request").statusCode(200);

        refused(same, shown(), "another person");
        assertThat(state()).isEqualTo("awaiting-approval");
    }

    @Test
    void whoAskedForItInSlackDoesNotApproveItInTheRoom() {
        Operator self = stage.old(Role.APPROVER);
        SlackPerson same = town.user(self);
        same.press(Buttons.REQUEST_DISABLE, incident).then().statusCode(200);
        LoopbackWorkspace.View dialog = town.view("disable");
        same.submit(dialog, Map.of("reason", "mine", "principal", Scenery.LEAKED))
                .then()
                .body("response_action", equalTo("update"));
        plan = stage.plan(town.text("select max(id)::text from plan"));
        SlackTown.Trace before = town.trace();

        stage.act(self, plan, "approve").statusCode(403).body("detail", containsString("another person"));

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void whoSharesAnAwsPrincipalWithTheRequesterIsTheSamePerson() {
        Operator second = stage.old(Role.APPROVER);
        String arn = "arn:aws:iam::444455556666:user/two-accounts";
        town.sql(
                "update operator set aws_principals = array[?] where id in (?, ?)",
                arn,
                stage.responder().id(),
                second.id());
        try {
            refused(town.user(second), shown(), "one person");
            assertThat(state()).isEqualTo("awaiting-approval");
        } finally {
            town.sql("update operator set aws_principals = '{}' where ? = any(aws_principals)", arn);
        }
    }

    @Test
    void whoMayNotApproveOrIsNobodyOrNewDoesNot() {
        refused(town.user(stage.old(Role.RESPONDER)), shown(), "Role missing");
        refused(new SlackPerson(SlackPerson.freshId()), shown(), "Not an operator");
        refused(town.user(accounts.fresh(Role.APPROVER)), shown(), "younger than");
        assertThat(state()).isEqualTo("awaiting-approval");
    }

    @Test
    void whatIsNotThePlanThatWasShownIsNotApproved() {
        refused(approver, plan.getString("id") + " " + "0".repeat(64), "has changed");
        refused(town.user(stage.old(Role.APPROVER)), "9999999 " + plan.getString("hash"), "not found");
        refused(town.user(stage.old(Role.APPROVER)), plan.getString("id"), "Button not understood");
        assertThat(state()).isEqualTo("awaiting-approval");
    }

    @Test
    void aRequestThatHasExpiredIsNotApproved() {
        LoopbackWorkspace.View dialog = seen();
        stage.sql(
                "update plan set expires_at = now() - interval '1 second' where id = ?",
                Long.parseLong(plan.getString("id")));

        approver.submit(dialog, Map.of())
                .then()
                .body("view.blocks[0].text.text", anyOf(containsString("has expired"), containsString("has moved on")));
        assertThat(state()).isIn("awaiting-approval", "expired");
        assertThat(stage.plan(plan.getString("id")).getList("approvals.decision"))
                .containsExactly("requested");
        assertThat(stage.calls()).as("nothing was called in AWS").isEmpty();
    }

    @Test
    void aLineageThatHasGrownSinceMakesItAnotherPlanWhichNobodyAgreedTo() {
        LoopbackWorkspace.View dialog = seen();
        stage.minted(incident, "access-key", "AKIAMINTEDMEANWHILE1", "CreateAccessKey");
        stage.minted(
                incident, "user", "arn:aws:iam::" + Scenery.WORKLOAD + ":user/" + Scenery.LEAKED + "-2", "CreateUser");

        approver.submit(dialog, Map.of())
                .then()
                .body("view.blocks[0].text.text", containsString("The plan has changed"));
        assertThat(state()).isIn("drafted", "refused");
        assertThat(stage.plan(plan.getString("id")).getList("approvals.decision"))
                .containsExactly("requested");
        assertThat(stage.calls()).as("nothing was called in AWS").isEmpty();
    }

    @Test
    void aRestrictedIncidentsPlanDoesNotExistForOthers() {
        Operator reader = stage.old(Role.RESPONDER);
        stage.post(
                stage.responder(),
                "/api/incidents",
                Map.of(
                        "title",
                        "hidden",
                        "restrictedTo",
                        List.of(reader.name()),
                        "suspects",
                        List.of(Map.of("type", "user-name", "value", Scenery.LEAKED, "account", Scenery.WORKLOAD))));
        incident = town.text("select max(id)::text from incident");
        plan = stage.draft(incident, "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);

        refused(approver, shown(), "not found");
    }

    @Test
    void aRejectionHasAReason() {
        approver.press(Buttons.REJECT_PLAN, shown()).then().statusCode(200);
        LoopbackWorkspace.View dialog = town.view("reject");
        SlackTown.Trace before = town.trace();
        approver.submit(dialog, Map.of("reason", " "))
                .then()
                .body("response_action", equalTo("errors"))
                .body("errors.reason", containsString("say why"));
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);

        approver.submit(dialog, Map.of("reason", "it is the <!channel> backup"))
                .then()
                .body("response_action", equalTo("update"))
                .body("view.blocks[0].text.text", containsString("You rejected plan"));

        JsonPath rejected = stage.plan(plan.getString("id"));
        assertThat(rejected.getString("state")).isEqualTo("rejected");
        assertThat(rejected.getList("approvals.by"))
                .endsWith("slack:" + stage.approver().name());
        assertThat(rejected.getList("approvals.reason")).endsWith("it is the <!channel> backup");
    }
}
