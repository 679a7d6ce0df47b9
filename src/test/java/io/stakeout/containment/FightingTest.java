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
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Fight;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * An attacker who looks at what is done against it and takes that back while its old rights still count, and a helper whom
 * the room doesn't know. Within the account they win, and the plan says so; against the organization they don't.
 */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class FightingTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Lanes deliver after a second here. Not more, so that the cloud isn't ahead of the time when the next test begins. */
    private static final Duration SOON = Duration.ofSeconds(2);

    @RegisterExtension
    final TestCloud cloud = TestCloud.since(Duration.ofMinutes(40));

    @Inject
    CutStage stage;

    private Fight fight;
    private String incident;

    @BeforeEach
    void anAttackBySomebodyWhoFights() {
        stage.begin(cloud);
        Map<String, String> leaked = Map.of(
                "type", "access-key", "value", cloud.keysOf(Scenery.LEAKED).accessKeyId());
        incident = stage.open(leaked, Map.of("follow", "full"));
        fight = Fight.on(cloud);
        stage.arrive();
        await().atMost(LONGEST).untilAsserted(() -> assertThat(missing()).isEmpty());
        cloud.catchUp();
        cloud.settle();
    }

    @AfterEach
    void over() {
        stage.end();
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
                .map(event -> event.eventName())
                .toList();
    }

    @Test
    void withinTheAccountItTakesTheDeniesOffBeforeTheyTakeEffectAndThePlanGivesUpLoudly() {
        JsonPath plan = stage.draft(incident, "L3", Map.of("boundary", true, "reapply", 2));
        assertThat(plan.getList("warnings", String.class))
                .anyMatch(text -> text.startsWith("The suspects have changed IAM (")
                        && text.endsWith("can't be taken off from within the account."));
        JsonPath cut = stage.executed(plan);
        assertThat(cut.getString("state")).as(cut.getString("message")).isEqualTo("executed");
        String id = cut.getString("id");

        for (int time = 1; time <= 2; time++) {
            winsTheRace();
            String back = "is put back, " + time + " of 2 times";
            await().atMost(LONGEST).until(() -> said(id, back));
            assertThat(stage.ended(id).getString("state")).isEqualTo("executed");
        }
        winsTheRace();
        await().atMost(LONGEST)
                .until(() -> stage.plan(id).getString("state").equals("contested") && said(id, "act by hand"));

        assertThat(stage.plan(id).getString("message"))
                .contains(
                        "put back 2 times already, and isn't any more: act by hand.",
                        "A service control policy, an option of L3 and L4, can't be taken off from within the account.");
        assertThat(states(id)).filteredOn("contested"::equals).hasSize(3);
    }

    /** Its rights are those from before the deny, so it may still take that off. */
    private void winsTheRace() {
        fight.back();
        cloud.settle();
        cloud.catchUp();
        cloud.pass(SOON);
        assertThat(works(cloud.keysOf(Scenery.LEAKED)))
                .as("the deny was gone before it took effect")
                .isTrue();
        stage.arrive(SOON);
    }

    @Test
    void theOrganizationsPolicyHoldsWhateverIsTakenOffAndPuttingBackWins() {
        JsonPath cut = stage.executed(
                stage.draft(incident, "L3", Map.of("boundary", false, "controlPolicy", true, "reapply", 2)));
        assertThat(cut.getString("state")).as(cut.getString("message")).isEqualTo("executed");
        String id = cut.getString("id");

        int held = fight.loot().size();
        fight.back();
        assertThat(fight.loot()).as("minted while its old rights counted").hasSizeGreaterThan(held);
        fight.help();
        assertThat(stage.account().users().get(Scenery.LEAKED).permissions().inline())
                .as("what was taken off")
                .doesNotContainKey("ServiceAccessBaseline");
        cloud.settle();
        cloud.catchUp();
        assertThat(fight.loot()).noneMatch(one -> works(one.keys()));
        fight.back();
        stage.arrive(SOON);
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(said(id, "is put back, 1 of 2 times"))
                        .as(stage.plan(id).getString("state") + ": "
                                + stage.plan(id).getString("proof"))
                        .isTrue());
        assertThat(stage.ended(id).getString("state")).isEqualTo("executed");
        cloud.catchUp();
        cloud.settle();
        fight.back();

        List<Keys> others = List.of(cloud.keysOf(Scenery.RESPONDER), restoring());
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            cloud.catchUp();
            // the silence of one proves nothing where nobody is heard
            others.forEach(keys -> cloud.s3(keys).listBuckets());
            stage.arrive(SOON);
            JsonPath plan = stage.plan(id);
            assertThat(plan.getString("state")).as(plan.getString("proof")).isEqualTo("verified");
        });
        assertThat(fight.loot()).noneMatch(one -> works(one.keys()));
        assertThat(stage.plan(id).getInt("proof.succeeding")).isZero();
        assertThat(stage.plan(id).getInt("proof.denied")).isPositive();
    }

    /** A colleague at work in the account of the backups. */
    private Keys restoring() {
        return Keys.of(cloud.sts(cloud.keysOf(Persona.NINA.name()))
                .assumeRole(request -> request.roleArn(Scenery.roleArn(Scenery.BACKUP, Scenery.BACKUP_ROLE))
                        .roleSessionName("nina-restore-test"))
                .credentials());
    }

    private boolean works(Keys keys) {
        return catchThrowableOfType(
                        AwsServiceException.class, () -> cloud.s3(keys).listBuckets())
                == null;
    }

    private List<String> states(String plan) {
        return stage.rows(
                "select body::json ->> 'action' from entry where kind = 'plan' and body::json ->> 'planId' = ?"
                        + " order by seq",
                plan);
    }

    private boolean said(String plan, String words) {
        return stage
                .rows(
                        "select body::json ->> 'text' from entry where kind = 'plan' and body::json ->> 'planId' = ?",
                        plan)
                .stream()
                .anyMatch(text -> text.contains(words));
    }
}
