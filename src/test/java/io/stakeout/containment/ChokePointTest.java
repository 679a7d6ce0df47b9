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
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.access.Actor;
import io.stakeout.access.OperatorChange;
import io.stakeout.access.Operators;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.User;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** A plan that each guardrail refuses, and that nothing was called for it. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class ChokePointTest {

    private static final String USERS = "arn:aws:iam::444455556666:user/";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    Operators operators;

    @BeforeEach
    void begin() {
        stage.begin(cloud);
    }

    @AfterEach
    void over() {
        stage.end();
    }

    private void refused(JsonPath plan, String guardrail, String text) {
        assertThat(plan.getString("state")).isEqualTo("refused");
        assertThat(CutStage.refusal(plan, guardrail).orElse("passed")).contains(text);
        stage.act(stage.responder(), plan, "request").statusCode(409);
        stage.act(stage.responder(), plan, "execute").statusCode(409);
        assertThat(stage.calls()).as("and nothing else was called").isEmpty();
    }

    private void refusedAtExecution(JsonPath plan, String guardrail, String text) {
        JsonPath done = stage.ended(plan.getString("id"));
        assertThat(done.getString("state")).isEqualTo("refused");
        assertThat(CutStage.refusal(done, guardrail).orElse("passed")).contains(text);
        assertThat(done.getString("message")).contains(guardrail);
        assertThat(stage.calls())
                .as("and nothing else was called: only whom it is about was asked")
                .isSubsetOf("AssumeRole", "GetUser", "GetRole");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "user, nina.hoffmann, protected, is protected",
        "user, ir-responder, protected, kept for emergencies",
        "role, aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS, protected, service-linked",
        "role, aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef, protected, Identity Center",
        "role, stakeout-containment, not-yourself, Stakeout itself",
        "role, trail-guardian, not-yourself, delivers to Stakeout"
    })
    void whoIsNeverCutIsRefusedWhateverTheLineageSays(String kind, String name, String guardrail, String text) {
        String incident = stage.incident(Scenery.LEAKED);
        stage.minted(incident, kind, "arn:aws:iam::444455556666:" + kind + "/" + name, "CreateUser");

        refused(stage.draft(incident, "L3"), guardrail, text);
    }

    @Test
    void ourOwnUserIsRefused() {
        String incident = stage.incident(Scenery.LEAKED);
        stage.minted(incident, "user", "arn:aws:iam::111122223333:user/stakeout", "CreateUser");

        refused(stage.draft(incident, "L3"), "not-yourself", "Stakeout itself");
    }

    @Test
    void anOperatorsOwnPrincipalIsRefused() {
        own(List.of(USERS + Scenery.LEAKED));
        try {
            refused(stage.draft(stage.incident(Scenery.LEAKED), "L3"), "operators", "belongs to operator");
        } finally {
            own(List.of());
        }
    }

    private void own(List<String> arns) {
        operators.change(
                Actor.STAKEOUT,
                stage.approver().id(),
                new OperatorChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(arns),
                        Optional.empty(),
                        Optional.empty()));
        stage.aged(stage.approver());
    }

    @Test
    void moreThanOnePlanMayCutIsRefused() {
        String incident = stage.incident(Scenery.LEAKED);
        for (int n = 1; n <= 6; n++) {
            stage.minted(incident, "user", USERS + "made-" + n, "CreateUser");
        }

        refused(stage.draft(incident, "L3"), "cap-absolute", "7 principals in one plan, limit 6");
    }

    @Test
    void moreThanMayBeCutWithinAnHourIsRefused() {
        JsonPath other = stage.draft(stage.incident(Scenery.PARTNER), "L3");
        stage.sql(
                "insert into cap_reservation (plan_id, account, principals, reserved_at)"
                        + " values (?, ?, 20, now() - interval '59 minutes')",
                other.getLong("id"),
                Scenery.WORKLOAD);

        refused(stage.draft(stage.incident(Scenery.LEAKED), "L3"), "cap-per-hour", "20 by other plans");
    }

    private void inForce(String names) {
        JsonPath other = stage.draft(stage.incident(Scenery.PARTNER), "L3");
        stage.sql(
                "insert into containment (plan_id, account, kind, name, level, owner, reason, since, expires_at)"
                        + " select ?, ?, 'user', ? || n, 'L3', 'ada', 'r', now(), now() + interval '1 day'"
                        + " from generate_series(1, 30) n",
                other.getLong("id"),
                Scenery.WORKLOAD,
                names);
    }

    @Test
    void tooLargeAPartOfTheAccountIsRefused() {
        inForce("staff-");

        refused(stage.draft(stage.incident(Scenery.LEAKED), "L3"), "cap-percent", "limit 10 %");
    }

    @Test
    void anAccountOfUnknownSizeIsRefused() {
        String incident =
                stage.open(Map.of("type", "user-name", "value", "somebody", "account", "123456789012"), Map.of());

        refused(stage.draft(incident, "L3"), "cap-percent", "isn't known");
    }

    @Test
    void aRoleThatOthersMayWorkWithIsRefused() {
        String incident = stage.open(
                Map.of("type", "principal-arn", "value", "arn:aws:iam::444455556666:role/deploy-production"), Map.of());

        refused(stage.draft(incident, "L3"), "blast-radius", "Who else uses role deploy-production");
    }

    @Test
    void aPlanWithoutATargetIsRefused() {
        String incident = stage.open(Map.of("type", "source-ip", "value", "198.51.100.7"), Map.of());

        refused(stage.draft(incident, "L3"), "target", "No target never means everybody");
    }

    @Test
    void whatCannotBeFoundOutIsRefused() {
        inForce("not a name ");

        refused(stage.draft(stage.incident(Scenery.LEAKED), "L3"), "facts", "could not be found out");
    }

    @Test
    void whomAnotherPlanIsWorkingOnIsRefused() {
        JsonPath other = stage.draft(stage.incident(Scenery.LEAKED), "L3");
        stage.sql(
                "update plan set state = 'executing', owner = 'another', beat_at = now() where id = ?",
                other.getLong("id"));
        stage.sql(
                "insert into cap_reservation (plan_id, account, principals, reserved_at) values (?, ?, 1, now())",
                other.getLong("id"),
                Scenery.WORKLOAD);

        refused(
                stage.draft(stage.incident(Scenery.LEAKED), "L3"),
                "single-flight",
                "Plan " + other.getString("id") + " is working on");
    }

    @Test
    void aPipelineIsCutOnlyWhenAnApproverHasSeenIt() {
        JsonPath plan = stage.draft(stage.incident(Scenery.LEAKED), "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);

        stage.post(stage.approver(), "/api/plans/" + plan.getString("id") + "/approve", CutStage.consent(plan))
                .statusCode(409)
                .body("detail", containsString("pipeline"));

        assertThat(stage.plan(plan.getString("id")).getString("state")).isEqualTo("awaiting-approval");
        assertThat(stage.calls()).as("and nothing else was called").isEmpty();
    }

    @Test
    void theKillSwitchRefusesAtApproval() {
        JsonPath plan = stage.draft(stage.incident(Scenery.LEAKED), "L3");
        stage.act(stage.responder(), plan, "request").statusCode(200);
        stage.kill(true);

        JsonPath refused = stage.act(stage.approver(), plan, "approve")
                .statusCode(200)
                .extract()
                .jsonPath();

        refused(refused, "kill-switch", "pulled the kill switch");
    }

    @Test
    void theKillSwitchRefusesAtExecution() {
        JsonPath plan = stage.agreed(stage.draft(stage.incident(Scenery.LEAKED), "L3"));
        stage.kill(true);
        stage.act(stage.responder(), plan, "execute").statusCode(200);

        refusedAtExecution(plan, "kill-switch", "pulled the kill switch");
    }

    @Test
    void whoIsGoneByThenIsRefusedAtExecution() {
        JsonPath plan = stage.agreed(stage.draft(stage.incident(Scenery.LEAKED), "L3"));
        stage.change(account -> account.withoutUser(Scenery.LEAKED));
        stage.act(stage.responder(), plan, "execute").statusCode(200);

        refusedAtExecution(plan, "target", "AWS doesn't know");
    }

    @Test
    void whoIsProtectedByATagIsRefusedAtExecution() {
        JsonPath plan = stage.agreed(stage.draft(stage.incident(Scenery.LEAKED), "L3"));
        assertThat(plan.getString("verdicts.find { it.guardrail == 'protected' }.outcome"))
                .isEqualTo("pending");
        stage.change(account -> {
            User user = account.users().get(Scenery.LEAKED);
            Entity entity = user.entity();
            Entity tagged = new Entity(
                    entity.account(),
                    entity.path(),
                    entity.name(),
                    entity.id(),
                    entity.created(),
                    Map.of("Keep", "always"));
            return account.with(new User(tagged, user.permissions(), user.credentials(), user.groups()));
        });
        stage.act(stage.responder(), plan, "execute").statusCode(200);

        refusedAtExecution(plan, "protected", "protected by its tag");
    }
}
