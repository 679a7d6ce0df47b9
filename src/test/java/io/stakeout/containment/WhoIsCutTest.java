package io.stakeout.containment;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Raid;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.User;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Whom a plan stops and whom it leaves alone: the whole attack as its lineage, real policies, and everybody's own clients. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class WhoIsCutTest {

    private static final String DEPLOY = Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);
    private static final String BACKUP = Scenery.roleArn(Scenery.BACKUP, Scenery.BACKUP_ROLE);

    @RegisterExtension
    final TestCloud cloud = TestCloud.since(Duration.ofMinutes(40));

    @Inject
    CutStage stage;

    private List<Raid.Loot> loot;
    private Keys build;
    private Keys restore;
    private String incident;

    @BeforeEach
    void anAttackWhileOthersWork() {
        stage.begin(cloud);
        Map<String, String> leaked = Map.of(
                "type", "access-key", "value", cloud.keysOf(Scenery.LEAKED).accessKeyId());
        incident = stage.open(leaked, Map.of("follow", "full"));
        build = assumed(Persona.CI.name(), DEPLOY, "build-2417");
        restore = assumed(Persona.NINA.name(), BACKUP, "nina-restore-test");
        loot = Raid.on(cloud);
        stage.arrive();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(missing()).isEmpty());
        cloud.catchUp();
        cloud.settle();
    }

    /** What the lineage rests on; of a hop the other account's trail tells a copy. */
    private List<String> missing() {
        List<String> seen = stage.rows("select event_id from activity where incident_id = ?", Long.parseLong(incident));
        return cloud.cloud().cloud().journal().lines().stream()
                .filter(line -> line.told() && line.actor().equals(Persona.ATTACKER.name()))
                .map(line -> line.event())
                .filter(event ->
                        event.recipientAccountId().equals(event.caller().accountId()))
                .filter(event -> !seen.contains(event.eventId()))
                .map(event -> event.eventName() + " by " + event.caller().arn())
                .toList();
    }

    @AfterEach
    void over() {
        stage.end();
    }

    private Keys assumed(String user, String role, String name) {
        return Keys.of(cloud.sts(cloud.keysOf(user))
                .assumeRole(request -> request.roleArn(role).roleSessionName(name))
                .credentials());
    }

    private Keys held(String holder) {
        return loot.stream()
                .filter(one -> one.holder().equals(holder))
                .findFirst()
                .orElseThrow()
                .keys();
    }

    @Test
    void theSuspectsSessionIsCutAndTheBuildsSessionOfTheSameRoleWorksOn() {
        TestCloud.Access before = cloud.access();
        assertThat(List.of(held(DEPLOY), held(BACKUP), held("session"), build, restore))
                .allMatch(this::works);

        JsonPath cut = stage.executed(stage.draft(incident, "L2"));
        cloud.settle();

        assertThat(cut.getString("state")).isEqualTo("executed");
        assertThat(List.of(held(DEPLOY), held(BACKUP), held("session"))).allMatch(this::isDenied);
        assertThat(List.of(build, restore)).as("of the same roles").allMatch(this::works);
        assertThat(works(held(Scenery.LEAKED))).as("L2 leaves keys alone").isTrue();

        undone(cut);

        assertThat(List.of(held(DEPLOY), held(BACKUP), held("session"), build, restore))
                .allMatch(this::works);
        assertThat(cloud.access()).isEqualTo(before);
    }

    @Test
    void theWholeLineageIsStoppedAndNobodyElse() {
        TestCloud.Access before = cloud.access();
        assertThat(loot).hasSize(6).allMatch(one -> works(one.keys()));

        JsonPath cut = stage.executed(stage.draft(incident, "L3"));
        cloud.settle();

        assertThat(cut.getString("state")).as(cut.getString("message")).isEqualTo("executed");
        assertThat(loot).allSatisfy(one -> assertStopped(one.keys()));
        for (String user : List.of(Persona.TOM.name(), Scenery.BYSTANDER, Persona.NINA.name())) {
            assertThat(works(cloud.keysOf(user))).as(user).isTrue();
        }
        assertThat(List.of(build, restore)).as("of the same roles").allMatch(this::works);
        assertThat(assumed(Persona.CI.name(), DEPLOY, "build-2418")).matches(this::works);

        undone(cut);

        assertThat(loot).allMatch(one -> works(one.keys()));
        assertThat(cloud.access()).as("but for a password that nobody knows").isEqualTo(withoutPassword(before));
    }

    @Test
    void whosePasswordWasResetIsInThePlanWithItsPasswordAndNothingElse() {
        JsonPath plan = stage.draft(incident, "L3");

        assertThat(steps(plan, Scenery.BYSTANDER)).containsExactly("iam:DeleteLoginProfile");
        assertThat(steps(plan, Persona.TOM.name())).containsExactly("iam:UpdateAccessKey");
        assertThat(plan.getList("steps.target", String.class))
                .noneMatch(target -> target.contains(Persona.CI.name()) || target.contains(Persona.NINA.name()));
    }

    private static List<String> steps(JsonPath plan, String user) {
        return plan.getList("steps.findAll { it.target.contains(' " + user + " in ') }.call");
    }

    private void undone(JsonPath cut) {
        JsonPath undo = stage.executed(stage.undo(cut, false));
        cloud.settle();
        assertThat(undo.getString("state")).as(undo.getString("message")).isEqualTo("executed");
    }

    private static TestCloud.Access withoutPassword(TestCloud.Access access) {
        Map<String, Account> accounts = new HashMap<>(access.accounts());
        accounts.computeIfPresent(Scenery.WORKLOAD, (id, account) -> {
            User user = account.users().get(Scenery.BYSTANDER);
            return account.with(user.with(user.credentials().with(Optional.empty())));
        });
        return new TestCloud.Access(accounts, access.organization());
    }

    // ---- what works

    private boolean works(Keys keys) {
        return refusal(keys, tried -> cloud.s3(tried).listBuckets()).isEmpty();
    }

    private boolean isDenied(Keys keys) {
        return refusal(keys, tried -> cloud.s3(tried).listBuckets())
                .filter("AccessDenied"::equals)
                .isPresent();
    }

    /** All but the two calls that no policy decides. */
    private void assertStopped(Keys keys) {
        List<Consumer<Keys>> calls = List.of(
                tried -> cloud.s3(tried).listBuckets(),
                tried -> cloud.s3(tried).listObjectsV2(request -> request.bucket(Scenery.EXPORTS)),
                tried -> cloud.iam(tried).listUsers(),
                tried -> cloud.iam(tried).createAccessKey(request -> request.userName(Scenery.PARTNER)),
                tried -> cloud.iam(tried)
                        .deleteUserPolicy(
                                request -> request.userName(Scenery.LEAKED).policyName("ServiceAccessBaseline")),
                tried -> cloud.sts(tried)
                        .assumeRole(request -> request.roleArn(DEPLOY).roleSessionName("another")),
                tried -> cloud.trail(tried).describeTrails());
        assertThat(calls)
                .allSatisfy(call -> assertThat(refusal(keys, call).orElse("it works"))
                        .isIn("AccessDenied", "AccessDeniedException", "InvalidClientTokenId", "InvalidAccessKeyId"));
    }

    private Optional<String> refusal(Keys keys, Consumer<Keys> call) {
        AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, () -> call.accept(keys));
        return Optional.ofNullable(refused).map(error -> error.awsErrorDetails().errorCode());
    }
}
