package io.stakeout.drill;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenario;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cast.Troupe;
import io.stakeout.drill.cloud.Journal;
import io.stakeout.drill.trail.ApiEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** The cast at work, a hundred times as fast as in a drill, on a clock whose ticks a test gives. */
class CastTest {

    private static final double FAST = 100;
    private static final String DENY_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    @RegisterExtension
    final TestCloud guarded = TestCloud.withTrailProtected();

    @RegisterExtension
    final TestCloud open = TestCloud.withTrailOpen();

    private Troupe troupe;

    @AfterEach
    void sendHome() {
        if (troupe != null) {
            troupe.close();
        }
    }

    @Test
    void theAttackGoesItsWholeWay() {
        play(guarded, Scenario.QUIET);
        await(guarded, line -> named(line, "StopLogging"));

        assertThat(names(guarded, Persona.ATTACKER))
                .containsSubsequence(
                        "GetCallerIdentity",
                        "GetAccountAuthorizationDetails",
                        "AssumeRole",
                        "AssumeRole",
                        "CreateAccessKey",
                        "GetSessionToken",
                        "CreateUser",
                        "CreateLoginProfile",
                        "AttachUserPolicy",
                        "CreateAccessKey",
                        "UpdateLoginProfile",
                        "StopLogging");
        assertThat(lines(guarded, line -> named(line, "GetObject") && by(line, Persona.ATTACKER)))
                .as("the theft works, with the new user's key")
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.event().failure()).isEmpty();
                    assertThat(line.event().caller().arn()).endsWith(":user/svc-metrics");
                });
        assertThat(lines(guarded, line -> named(line, "StopLogging")))
                .allSatisfy(line ->
                        assertThat(line.event().failure().orElseThrow().code()).isEqualTo("AccessDenied"));
    }

    @Test
    void eachOfTheCastHasCredentialsAndAnAddressOfItsOwn() {
        play(guarded, Scenario.QUIET);
        await(guarded, line -> by(line, Persona.CI) && named(line, "PutObject"));
        await(guarded, line -> by(line, Persona.NINA));
        await(guarded, line -> by(line, Persona.TOM));
        await(
                guarded,
                line -> by(line, Persona.REPORTS)
                        && line.event().caller().invokedBy().isPresent());

        for (Persona persona : List.of(Persona.ATTACKER, Persona.CI, Persona.NINA, Persona.TOM)) {
            assertThat(lines(guarded, line -> by(line, persona)))
                    .extracting(line -> line.event().sourceIp())
                    .as(persona.name())
                    .containsOnly(persona.sourceIp());
        }
        assertThat(lines(guarded, line -> by(line, Persona.CI) && named(line, "AssumeRole")))
                .as("the pipeline uses the role that the attacker hops through")
                .allSatisfy(line -> assertThat(line.event()
                                .requestParameters()
                                .orElseThrow()
                                .path("roleArn")
                                .asText())
                        .endsWith(Scenery.DEPLOY_ROLE));
    }

    @Test
    void aTrailThatIsStoppedIsStartedAgainAndWhatLiesBetweenIsNotTold() {
        play(open, Scenario.NOISY);
        await(open, line -> named(line, "StopLogging") && line.event().failure().isEmpty());
        await(open, line -> named(line, "StartLogging"));

        List<Journal.Line> lines =
                lines(open, line -> line.event().recipientAccountId().equals(Scenery.WORKLOAD));
        int stop = index(lines, "StopLogging");
        int start = index(lines, "StartLogging");
        assertThat(lines.get(stop).told()).isTrue();
        assertThat(lines.get(start).told()).isTrue();
        assertThat(lines.subList(stop + 1, start)).isNotEmpty().noneMatch(Journal.Line::told);
    }

    @Test
    void aFightingAttackerTakesOffADenyAndMintsAgain() {
        play(open, Scenario.FIGHTING);
        await(open, line -> by(line, Persona.ATTACKER) && named(line, "StopLogging"));
        int before = open.events().size();

        open.responder()
                .putUserPolicy(request -> request.userName(Scenery.LEAKED)
                        .policyName("quarantine")
                        .policyDocument(DENY_ALL));

        Predicate<Journal.Line> removal = line ->
                named(line, "DeleteUserPolicy") && line.event().failure().isEmpty();
        await(open, removal);
        assertThat(lines(open, removal))
                .allSatisfy(line -> assertThat(line.actor()).isIn(Persona.ATTACKER.name(), Persona.ACCOMPLICE.name()));
        assertThat(open.responder()
                        .listUserPolicies(request -> request.userName(Scenery.LEAKED))
                        .policyNames())
                .doesNotContain("quarantine");
        assertThat(open.events()).hasSizeGreaterThan(before);
    }

    @Test
    void anAttackerWithNothingThatWorksGivesUp() {
        play(guarded, Scenario.QUIET);
        await(guarded, line -> named(line, "StopLogging"));
        String deny =
                DENY_ALL.replace("}]}", ",\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalArn\":\"*ir-responder\"}}}]}");
        OrganizationsClient organizations = guarded.organizations(guarded.keysOf(Scenery.ORGANIZATION_ADMIN));
        String id = organizations
                .createPolicy(request ->
                        request.name("all").description("cut").content(deny).type("SERVICE_CONTROL_POLICY"))
                .policy()
                .policySummary()
                .id();
        organizations.attachPolicy(request -> request.policyId(id)
                .targetId(organizations.listRoots().roots().get(0).id()));
        guarded.settle();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(troupe::attackHasEnded);
    }

    private void play(TestCloud cloud, Scenario scenario) {
        troupe = Troupe.play(scenario, cloud.scenery(), cloud.clients(), cloud::instance, FAST, 3);
    }

    /** Each look lets a second pass, so that what was changed takes effect. */
    private static void await(TestCloud cloud, Predicate<Journal.Line> wanted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    cloud.pass(Duration.ofSeconds(1));
                    return !lines(cloud, wanted).isEmpty();
                });
    }

    private static List<Journal.Line> lines(TestCloud cloud, Predicate<Journal.Line> wanted) {
        return cloud.cloud().cloud().journal().lines().stream().filter(wanted).toList();
    }

    private static List<String> names(TestCloud cloud, Persona persona) {
        return lines(cloud, line -> by(line, persona)).stream()
                .map(Journal.Line::event)
                .map(ApiEvent::eventName)
                .toList();
    }

    private static int index(List<Journal.Line> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (named(lines.get(i), name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean named(Journal.Line line, String name) {
        return line.event().eventName().equals(name);
    }

    private static boolean by(Journal.Line line, Persona persona) {
        return line.actor().equals(persona.name());
    }
}
