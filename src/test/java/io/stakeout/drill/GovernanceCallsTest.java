package io.stakeout.drill;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.Delivery;

import static io.stakeout.drill.StsCallsTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Organizations and CloudTrail of the drill's cloud: who limits everybody, and who watches. */
class GovernanceCallsTest {

    private static final String DENY_LEAKED = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\","
            + "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"ArnEquals\":{\"aws:PrincipalArn\":"
            + "\"arn:aws:iam::444455556666:user/deploy-legacy\"}}}]}";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Test
    void aServiceControlPolicyCutsAnAdministratorWhoCanNotTakeItOff() {
        IamClient suspect = cloud.iam(leaked());
        OrganizationsClient organizations = organizations();
        suspect.listUsers();
        String id = create(organizations, "cut", DENY_LEAKED);

        organizations.attachPolicy(request -> request.policyId(id).targetId(Scenery.WORKLOAD));

        suspect.listUsers();
        cloud.settle();
        assertThat(refusal(suspect::listUsers)).isEqualTo("AccessDenied 403");
        assertThat(cloud.last().failure().orElseThrow().message())
                .contains("with an explicit deny in a service control policy")
                .contains(":policy/");
        assertThat(refusal(() -> cloud.organizations(leaked())
                        .detachPolicy(request -> request.policyId(id).targetId(Scenery.WORKLOAD))))
                .isEqualTo("AccessDeniedException 400");
        cloud.sts(leaked()).getCallerIdentity();
        cloud.responder().listUsers();

        organizations.detachPolicy(request -> request.policyId(id).targetId(Scenery.WORKLOAD));
        cloud.settle();
        suspect.listUsers();
    }

    @Test
    void theManagementAccountIsNotLimited() {
        OrganizationsClient organizations = organizations();
        String id = create(organizations, "everything", DENY_LEAKED.replaceAll(",\"Condition.*", "}]}"));
        organizations.attachPolicy(request -> request.policyId(id)
                .targetId(organizations.listRoots().roots().get(0).id()));
        cloud.settle();

        organizations.listAccounts();
        assertThat(refusal(cloud.responder()::listUsers)).isEqualTo("AccessDenied 403");
    }

    @Test
    void policiesAreListedWhereTheyAreAttached() {
        OrganizationsClient organizations = organizations();
        String id = create(organizations, "cut", DENY_LEAKED);
        organizations.attachPolicy(request -> request.policyId(id).targetId(Scenery.WORKLOAD));

        List<PolicySummary> attached = organizations
                .listPoliciesForTarget(
                        request -> request.targetId(Scenery.WORKLOAD).filter(PolicyType.SERVICE_CONTROL_POLICY))
                .policies();

        assertThat(attached).extracting(PolicySummary::name).containsExactly("FullAWSAccess", "cut");
        assertThat(organizations
                        .describePolicy(request -> request.policyId(id))
                        .policy()
                        .content())
                .isEqualTo(DENY_LEAKED);
        assertThat(organizations
                        .listTargetsForPolicy(request -> request.policyId(id))
                        .targets())
                .singleElement()
                .satisfies(target -> assertThat(target.targetId()).isEqualTo(Scenery.WORKLOAD));
    }

    @Test
    void whatOrganizationsRefusesItRefusesByName() {
        OrganizationsClient organizations = organizations();
        String id = create(organizations, "cut", DENY_LEAKED);
        organizations.attachPolicy(request -> request.policyId(id).targetId(Scenery.WORKLOAD));

        assertThat(refusal(() -> create(organizations, "cut", DENY_LEAKED))).isEqualTo("DuplicatePolicyException 400");
        assertThat(refusal(() -> create(organizations, "no", "{}"))).isEqualTo("MalformedPolicyDocumentException 400");
        assertThat(refusal(() -> organizations.attachPolicy(
                        request -> request.policyId(id).targetId(Scenery.WORKLOAD))))
                .isEqualTo("DuplicatePolicyAttachmentException 400");
        assertThat(refusal(() -> organizations.attachPolicy(
                        request -> request.policyId(id).targetId("999999999999"))))
                .isEqualTo("TargetNotFoundException 400");
        assertThat(refusal(() -> organizations.deletePolicy(request -> request.policyId(id))))
                .isEqualTo("PolicyInUseException 400");
        organizations.detachPolicy(request -> request.policyId(id).targetId(Scenery.WORKLOAD));
        assertThat(refusal(() -> organizations.detachPolicy(
                        request -> request.policyId("p-FullAWSAccess").targetId(Scenery.WORKLOAD))))
                .isEqualTo("ConstraintViolationException 400");
        organizations.deletePolicy(request -> request.policyId(id));
        assertThat(refusal(() -> organizations.describePolicy(request -> request.policyId(id))))
                .isEqualTo("PolicyNotFoundException 400");
    }

    @Test
    void stoppingTheTrailIsTheLastThingItTells() {
        CloudTrailClient trail = cloud.trail(leaked());
        trail.stopLogging(request -> request.name(Scenery.TRAIL));
        cloud.iam(leaked()).listUsers();
        assertThat(trail.getTrailStatus(request -> request.name(Scenery.TRAIL)).isLogging())
                .isFalse();
        trail.startLogging(request -> request.name(Scenery.TRAIL));
        cloud.iam(leaked()).listRoles();

        assertThat(delivered()).containsExactlyInAnyOrder("StopLogging", "StartLogging", "ListRoles");
        assertThat(trail.getTrailStatus(request -> request.name(Scenery.TRAIL)).isLogging())
                .isTrue();
    }

    private List<String> delivered() {
        cloud.pass(Duration.ofSeconds(30));
        List<String> ids = cloud.lanes().due().stream()
                .map(Delivery::eventIds)
                .flatMap(List::stream)
                .distinct()
                .toList();
        return cloud.events().stream()
                .filter(event -> ids.contains(event.eventId()))
                .map(ApiEvent::eventName)
                .toList();
    }

    @Test
    void aTrailThatDoesNotExistCanNotBeStopped() {
        assertThat(refusal(() -> cloud.trail(leaked()).stopLogging(request -> request.name("no-such-trail"))))
                .isEqualTo("TrailNotFoundException 400");
    }

    @Test
    void whatIsNotBuiltSaysSo() {
        assertThat(refusal(() -> cloud.responder().listSAMLProviders())).isEqualTo("NotImplemented 501");
        assertThat(cloud.cloud().cloud().journal().notImplemented()).containsExactly("iam:ListSAMLProviders");
        assertThat(cloud.events()).isEmpty();
    }

    private static String create(OrganizationsClient organizations, String name, String content) {
        return organizations
                .createPolicy(request -> request.name(name)
                        .description("a test's")
                        .content(content)
                        .type(PolicyType.SERVICE_CONTROL_POLICY))
                .policy()
                .policySummary()
                .id();
    }

    private OrganizationsClient organizations() {
        return cloud.organizations(cloud.keysOf(Scenery.ORGANIZATION_ADMIN));
    }

    private Keys leaked() {
        return cloud.keysOf(Scenery.LEAKED);
    }
}
