package io.stakeout.containment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.stakeout.access.TestAccounts;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.Role;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Somebody of Identity Center, from the calls that were seen to what is in force in the organization. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class PeopleFlowTest {

    private static final String ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    private static final String ROLE = "AWSReservedSSO_Admin_0123456789abcdef";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    private String person;
    private String incident;

    @BeforeEach
    void aPersonWhoWasSeenInTwoAccounts() {
        stage.begin(cloud);
        person = UUID.randomUUID().toString();
        incident = stage.open(Map.of("type", "identity-center-user", "value", person), Map.of());
        imported(call(Scenery.WORKLOAD) + "\n" + call(Scenery.BACKUP) + "\n" + call(Scenery.WORKLOAD));
    }

    @AfterEach
    void over() {
        stage.end();
    }

    private String call(String account) {
        String arn = "arn:aws:sts::" + account + ":assumed-role/" + ROLE + "/eve@example.com";
        return "{\"eventVersion\":\"1.11\",\"eventID\":\"" + UUID.randomUUID() + "\",\"eventTime\":\""
                + Instant.now().minusSeconds(60)
                + "\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"ListBuckets\","
                + "\"awsRegion\":\"eu-central-1\",\"sourceIPAddress\":\"198.51.100.9\",\"recipientAccountId\":\""
                + account
                + "\",\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:eve@example.com\",\"arn\":\""
                + arn + "\",\"accountId\":\"" + account + "\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\","
                + "\"arn\":\"arn:aws:iam::" + account + ":role/aws-reserved/sso.amazonaws.com/" + ROLE
                + "\",\"userName\":\"" + ROLE + "\"}},\"onBehalfOf\":{\"userId\":\"" + person + "\"}}}";
    }

    private void imported(String lines) {
        String id = TestAccounts.as(stage.responder())
                .contentType("application/octet-stream")
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().until(() -> TestAccounts.as(stage.responder())
                .get("/api/imports/" + id)
                .jsonPath()
                .getString("state")
                .equals("done"));
    }

    private List<String> inForce() {
        return stage.rows(
                "select account || ' ' || kind || ' ' || name from containment where ended_at is null order by 1");
    }

    @Test
    void isDeniedInBothByTheOrganizationListedAsInForceAndGivenBack() {
        JsonPath plan = stage.draft(incident, "L3", Map.of("controlPolicy", true));
        assertThat(plan.getString("state")).as(plan.getString("verdicts")).isEqualTo("drafted");
        assertThat(plan.getString("confirm")).isEqualTo(person);

        JsonPath done = stage.executed(plan);

        assertThat(done.getString("state")).as(done.getString("message")).isEqualTo("executed");
        assertThat(stage.written()).containsExactly("CreatePolicy", "AttachPolicy", "CreatePolicy", "AttachPolicy");
        assertThat(inForce())
                .containsExactly(
                        Scenery.WORKLOAD + " identity-center-user " + person,
                        Scenery.BACKUP + " identity-center-user " + person);
        assertThat(stage.rows("select principals from cap_reservation where plan_id = ?", done.getLong("id")))
                .containsExactly("1", "1");
        assertThat(TestAccounts.as(stage.responder())
                        .get("/api/containments")
                        .jsonPath()
                        .getList("containments.principal", String.class))
                .contains("arn:aws:identitystore:::user/" + person + " in " + Scenery.WORKLOAD);

        JsonPath undone = stage.executed(stage.undo(done, false));
        assertThat(undone.getString("state")).as(undone.getString("message")).isEqualTo("executed");
        assertThat(inForce()).isEmpty();
    }

    @Test
    void onlyThePersonIsDeniedWhileAColleagueOfTheSameRoleWorksOn() throws Exception {
        permissionSet(Scenery.WORKLOAD);
        S3Client eves = s3Of(person, "eve@example.com");
        S3Client colleagues = s3Of(UUID.randomUUID().toString(), "adam@example.com");
        eves.listBuckets();

        JsonPath done = stage.executed(stage.draft(incident, "L3", Map.of("controlPolicy", true)));
        cloud.settle();

        assertThat(done.getString("state")).as(done.getString("message")).isEqualTo("executed");
        assertThatThrownBy(eves::listBuckets)
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("with an explicit deny in a service control policy");
        assertThatThrownBy(s3Of(person, "eve.again@example.com")::listBuckets)
                .as("nor by a session under another name")
                .isInstanceOf(S3Exception.class);
        colleagues.listBuckets();

        JsonPath undone = stage.executed(stage.undo(done, false));
        cloud.settle();
        assertThat(undone.getString("state")).as(undone.getString("message")).isEqualTo("executed");
        eves.listBuckets();
        assertThat(CutStage.refusal(stage.draft(incident, "L3", Map.of("controlPolicy", true)), "cool-down")
                        .orElse("passed"))
                .contains("A plan on Identity Center user " + person + " failed or was undone lately");
    }

    private void permissionSet(String account) throws Exception {
        Entity entity =
                new Entity(account, "/aws-reserved/sso.amazonaws.com/", ROLE, "AROAEXAMPLE", Instant.EPOCH, Map.of());
        Role role = new Role(entity, Permissions.NONE.withInline("all", ALL), TRUST, 3_600, "");
        cloud.cloud().cloud().change(world -> world.change(account, before -> before.with(role)));
        cloud.settle();
    }

    private S3Client s3Of(String userId, String name) {
        return cloud.s3(cloud.cloud().personCredentials(Scenery.WORKLOAD, ROLE, userId, name));
    }

    @Test
    void withoutTheOptionNothingIsLeftToCutAndThePlanSaysWhy() {
        JsonPath plan = stage.draft(incident, "L3");

        assertThat(CutStage.refusal(plan, "target").orElse("passed")).contains("no steps");
        assertThat(CutStage.refusal(plan, "protected")).isEmpty();
        assertThat(plan.getList("warnings", String.class)).anyMatch(text -> text.contains(person + " isn't cut"));
        assertThat(plan.getList("checklist.text", String.class)).anyMatch(text -> text.startsWith("Disable " + person));
        assertThat(stage.calls()).as("and nothing else was called").isEmpty();
    }
}
