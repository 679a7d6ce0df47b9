package io.stakeout.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.Tag;

import io.stakeout.Mode;
import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.trail.ApiEvent;

import static io.stakeout.aws.Adapters.POLICY;
import static io.stakeout.aws.Adapters.SESSION;
import static io.stakeout.aws.Adapters.role;
import static io.stakeout.aws.Adapters.user;
import static org.assertj.core.api.Assertions.assertThat;

/** Who we are while we cut, how far a session reaches, and what a preview reads. */
class HoldTest {

    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    private final Slot deny = new Slot.InlinePolicy(user(Scenery.LEAKED), POLICY);
    private Adapters aws;

    @BeforeEach
    void connect() {
        aws = Adapters.on(cloud);
    }

    @Test
    void anotherAccountIsEnteredByItsRoleUnderTheSessionsName() {
        PrincipalRef backup = new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.BACKUP, Scenery.BACKUP_ROLE);

        aws.write(new Slot.InlinePolicy(backup, POLICY), Optional.of(DENY));

        ApiEvent put = cloud.last();
        assertThat(put.eventName()).isEqualTo("PutRolePolicy");
        assertThat(put.caller().arn())
                .contains("arn:aws:sts::" + Scenery.BACKUP + ":assumed-role/stakeout-containment/" + SESSION);
        assertThat(cloud.events())
                .filteredOn(event -> event.eventName().equals("AssumeRole"))
                .first()
                .satisfies(event -> assertThat(event.requestParameters()
                                .orElseThrow()
                                .path("durationSeconds")
                                .asInt())
                        .isEqualTo(900));
    }

    @Test
    void whatWasNotOpenedIsNotEvenAskedFor() {
        Slot other = new Slot.InlinePolicy(user(Scenery.PARTNER), POLICY);
        try (AccessControl.Hold hold = aws.control().open(Scenery.WORKLOAD, SESSION, List.of(deny))) {
            int before = cloud.events().size();

            assertThat(ControlErrorsTest.permanent(() -> hold.read(other)).code())
                    .isEqualTo("not-opened");
            assertThat(ControlErrorsTest.permanent(() -> hold.write(other, Optional.of(DENY)))
                            .code())
                    .isEqualTo("not-opened");
            assertThat(cloud.events()).as("and nothing was called").hasSize(before);
        }
    }

    @Test
    void theSessionsPolicyHoldsEvenIfOurCodeWouldNot() {
        Ways ways = Adapters.ways(cloud);
        SessionPolicy one = new SlotCalls("aws").inAccount(List.of(deny));
        try (var way = ways.intoAccount(Scenery.WORKLOAD, SESSION, one)) {
            IamHold wide = new IamHold(
                    List.of(
                            new Slot.InlinePolicy(user(Scenery.PARTNER), POLICY),
                            new Slot.Boundary(user(Scenery.LEAKED))),
                    Optional.of(way),
                    Optional.empty());

            assertThat(ControlErrorsTest.permanent(
                            () -> wide.write(new Slot.InlinePolicy(user(Scenery.PARTNER), POLICY), Optional.of(DENY))))
                    .hasMessageContaining("no session policy allows");
            assertThat(ControlErrorsTest.permanent(() -> wide.write(
                            new Slot.Boundary(user(Scenery.LEAKED)),
                            Optional.of("arn:aws:iam::aws:policy/AWSDenyAll"))))
                    .hasMessageContaining("no session policy allows");
        }
    }

    @Test
    void slotsOfTheAccountAndOfTheOrganizationAreOpenedTogether() {
        Slot control = new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY);
        try (AccessControl.Hold hold = aws.control().open(Scenery.WORKLOAD, SESSION, List.of(deny, control))) {
            hold.write(deny, Optional.of(DENY));
            assertThat(hold.read(control)).isEmpty();
            assertThat(hold.read(deny)).contains(DENY);
        }
    }

    @Test
    void aControlPolicyThatAnAttemptLeftUnattachedIsUsed() {
        Slot control = new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY);
        var admin = cloud.organizations(cloud.keysOf(Scenery.ORGANIZATION_ADMIN));
        admin.createPolicy(request -> request.name(POLICY + "-" + Scenery.WORKLOAD)
                .description("")
                .type("SERVICE_CONTROL_POLICY")
                .content(DENY));
        assertThat(aws.read(control)).as("it has no effect").isEmpty();
        String scp = DENY.replace("\"Action\":\"*\"", "\"Action\":\"s3:*\"");

        aws.write(control, Optional.of(scp));

        assertThat(aws.read(control)).contains(scp);
        aws.write(control, Optional.empty());
        assertThat(cloud.cloud().cloud().world().organization().policies().values())
                .noneMatch(policy -> policy.name().startsWith(POLICY));
    }

    @Test
    void aControlPolicyThatAnAttemptDetachedOnlyIsDeleted() {
        Slot control = new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY);
        aws.write(control, Optional.of(DENY.replace("\"Action\":\"*\"", "\"Action\":\"s3:*\"")));
        var admin = cloud.organizations(cloud.keysOf(Scenery.ORGANIZATION_ADMIN));
        cloud.cloud().cloud().world().organization().policies().values().stream()
                .filter(policy -> policy.name().startsWith(POLICY))
                .forEach(policy -> admin.detachPolicy(
                        request -> request.policyId(policy.id()).targetId(Scenery.WORKLOAD)));

        aws.write(control, Optional.empty());

        assertThat(cloud.cloud().cloud().world().organization().policies().values())
                .noneMatch(policy -> policy.name().startsWith(POLICY));
    }

    @Test
    void aStandingTellsTagsAndTheArnWithItsPath() {
        cloud.responder()
                .tagUser(request -> request.userName(Scenery.LEAKED)
                        .tags(List.of(
                                Tag.builder().key("Owner").value("platform").build())));
        try (AccessControl.Hold hold = aws.control().open(Scenery.WORKLOAD, SESSION, List.of())) {
            assertThat(hold.standing(user(Scenery.LEAKED))).satisfies(standing -> {
                assertThat(standing.arn()).isEqualTo("arn:aws:iam::444455556666:user/deploy-legacy");
                assertThat(standing.id()).startsWith("AIDA");
                assertThat(standing.tags()).isEqualTo(Map.of("Owner", "platform"));
            });
            assertThat(hold.standing(role(Scenery.DEPLOY_ROLE)).id()).startsWith("AROA");
            int before = cloud.events().size();
            assertThat(hold.standing(new PrincipalRef(PrincipalRef.Kind.ROOT, Scenery.WORKLOAD, "root"))
                            .arn())
                    .isEqualTo("arn:aws:iam::444455556666:root");
            assertThat(cloud.events()).as("of a root nothing is asked").hasSize(before);
        }
    }

    @Test
    void whoWeAreIsAskedOnceAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(aws.control().self()).isEqualTo("arn:aws:iam::111122223333:user/stakeout");
        }
        assertThat(selfAsked()).isEqualTo(1);

        cloud.pass(Duration.ofSeconds(60));
        aws.control().self();

        assertThat(selfAsked()).isEqualTo(2);
    }

    private long selfAsked() {
        return cloud.events().stream()
                .filter(event -> event.eventName().equals("GetCallerIdentity"))
                .count();
    }

    @Test
    void theRolesThatWouldBeAssumedAreKnown() {
        assertThat(aws.control().rolesIn(Scenery.BACKUP))
                .containsExactly(new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.BACKUP, Scenery.EXECUTION_ROLE));
        assertThat(aws.control().rolesIn(Scenery.MANAGEMENT))
                .containsExactlyInAnyOrder(
                        new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.MANAGEMENT, Scenery.EXECUTION_ROLE),
                        new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.MANAGEMENT, Scenery.ORGANIZATION_ROLE));
    }

    @Test
    void soAreThoseThatAskDetectors() {
        FindingsConfig findings = Settings.findings(Optional.of("security/asks-detectors"), Set.of(Scenery.BACKUP));
        OwnRoles roles = new OwnRoles(Mode.SERVE, Settings.none(), findings, Optional::empty);
        assertThat(roles.principals(Scenery.BACKUP))
                .containsExactly(new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.BACKUP, "asks-detectors"));
        assertThat(roles.principals(Scenery.WORKLOAD)).isEmpty();
    }

    @Test
    void aPreviewTellsAllOfAUserByTheCallsThatWereNamed() {
        cloud.iam(cloud.keysOf(Scenery.LEAKED)).listUsers();
        Directory.Profile profile = aws.directory().profile(user(Scenery.LEAKED));

        assertThat(profile.arn()).endsWith(":user/deploy-legacy");
        assertThat(profile.keys()).singleElement().satisfies(key -> {
            assertThat(key.id()).isEqualTo(cloud.scenery().leakedKey());
            assertThat(key.status()).isEqualTo("Active");
            assertThat(key.service()).contains("iam");
            assertThat(key.lastUsed()).isPresent();
        });
        assertThat(profile.password()).isFalse();
        assertThat(profile.inlinePolicies()).containsExactly("admin");
        assertThat(profile.attachedPolicies()).isEmpty();
        assertThat(profile.boundary()).isEmpty();
        assertThat(called("stakeout-preview"))
                .containsExactlyInAnyOrderElementsOf(aws.directory().calls(user(Scenery.LEAKED)));
    }

    @Test
    void aPreviewTellsAllOfARoleByTheCallsThatWereNamed() {
        Directory.Profile profile = aws.directory().profile(role(Scenery.DEPLOY_ROLE));

        assertThat(profile.longestSession()).isEqualTo(3_600);
        assertThat(profile.inlinePolicies()).containsExactly("access");
        assertThat(called("stakeout-preview"))
                .containsExactlyInAnyOrderElementsOf(aws.directory().calls(role(Scenery.DEPLOY_ROLE)));
    }

    private List<String> called(String session) {
        return cloud.events().stream()
                .filter(event -> event.caller().arn().endsWith("/" + session))
                .map(event -> event.eventSource().split("\\.", 2)[0] + ":" + event.eventName())
                .distinct()
                .toList();
    }
}
