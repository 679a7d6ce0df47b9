package io.stakeout.drill;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.Tag;

import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.CallerIdentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** STS of the drill's cloud, called by the SDK as the cast calls it. */
class StsCallsTest {

    private static final String DEPLOY = Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);
    private static final String BACKUP = Scenery.roleArn(Scenery.BACKUP, Scenery.BACKUP_ROLE);

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailProtected();

    @Test
    void whoeverSignsIsToldWhoItIs() {
        GetCallerIdentityResponse user = cloud.sts(leaked()).getCallerIdentity();
        assertThat(user.arn()).isEqualTo("arn:aws:iam::444455556666:user/deploy-legacy");
        assertThat(user.account()).isEqualTo(Scenery.WORKLOAD);
        assertThat(user.userId()).startsWith("AIDA");

        GetCallerIdentityResponse session =
                cloud.sts(assume(leaked(), DEPLOY, "build-1")).getCallerIdentity();
        assertThat(session.arn()).isEqualTo("arn:aws:sts::444455556666:assumed-role/deploy-production/build-1");
        assertThat(session.userId()).matches("AROA[A-Z2-7]{16}:build-1");
    }

    @Test
    void aWrongSecretIsRefusedAndNotRecorded() {
        Keys wrong = new Keys(leaked().accessKeyId(), "x".repeat(40), Optional.empty());

        assertThat(refusal(() -> cloud.sts(wrong).getCallerIdentity())).isEqualTo("SignatureDoesNotMatch 403");
        assertThat(cloud.events()).isEmpty();
    }

    @Test
    void anUnknownKeyAndAStolenTokenAreRefusedAndNotRecorded() {
        Keys nobody = new Keys("AKIAAAAAAAAAAAAAAAAA", "x".repeat(40), Optional.empty());
        Keys session = assume(leaked(), DEPLOY, "build-1");
        Keys withoutToken = new Keys(session.accessKeyId(), session.secret(), Optional.empty());
        int before = cloud.events().size();

        assertThat(refusal(() -> cloud.sts(nobody).getCallerIdentity())).isEqualTo("InvalidClientTokenId 403");
        assertThat(refusal(() -> cloud.sts(withoutToken).getCallerIdentity())).isEqualTo("InvalidClientTokenId 403");
        assertThat(cloud.events()).hasSize(before);
    }

    @Test
    void aSessionEndsAfterItsTime() {
        Keys session = keys(cloud.sts(leaked())
                .assumeRole(request ->
                        request.roleArn(DEPLOY).roleSessionName("short").durationSeconds(900))
                .credentials());
        cloud.pass(Duration.ofSeconds(899));
        cloud.sts(session).getCallerIdentity();
        cloud.pass(Duration.ofSeconds(1));

        assertThat(refusal(() -> cloud.sts(session).getCallerIdentity())).isEqualTo("ExpiredToken 403");
    }

    @Test
    void aChainLastsAnHourAtMost() {
        Keys first = assume(leaked(), DEPLOY, "build-1");

        String refusal = refusal(() -> cloud.sts(first)
                .assumeRole(request ->
                        request.roleArn(BACKUP).roleSessionName("chained").durationSeconds(3_601)));

        assertThat(refusal).isEqualTo("ValidationError 400");
        assertThat(cloud.last().failure().orElseThrow().message()).contains("1 hour session limit");
    }

    @Test
    void aRoleSetsHowLongASessionMayLast() {
        assertThat(refusal(() -> cloud.sts(leaked())
                        .assumeRole(request ->
                                request.roleArn(DEPLOY).roleSessionName("long").durationSeconds(7_200))))
                .isEqualTo("ValidationError 400");
        cloud.responder()
                .updateRole(request -> request.roleName(Scenery.DEPLOY_ROLE).maxSessionDuration(7_200));
        cloud.settle();

        cloud.sts(leaked())
                .assumeRole(request ->
                        request.roleArn(DEPLOY).roleSessionName("long").durationSeconds(7_200));
    }

    @Test
    void aHopIntoAnotherAccountIsToldInBothUnderOneId() {
        Keys first = assume(leaked(), DEPLOY, "build-1");
        assume(first, BACKUP, "theft");

        ApiEvent other = cloud.last();
        ApiEvent own = cloud.events().get(cloud.events().size() - 2);
        assertThat(own.sharedEventId()).isPresent().isEqualTo(other.sharedEventId());
        assertThat(own.eventId()).isNotEqualTo(other.eventId());
        assertThat(own.recipientAccountId()).isEqualTo(Scenery.WORKLOAD);
        assertThat(other.recipientAccountId()).isEqualTo(Scenery.BACKUP);
        assertThat(other.caller().type()).isEqualTo(CallerIdentity.Type.AWS_ACCOUNT);
        assertThat(other.caller().arn()).isEmpty();
        assertThat(other.caller().principalId()).isEqualTo(own.caller().principalId());
    }

    @Test
    void aRoleThatDoesNotTrustOneIsRefusedLikeOneThatDoesNotExist() {
        Keys guardian = cloud.keysOf("guardian-host");

        assertThat(refusal(() -> assume(guardian, DEPLOY, "nosy"))).isEqualTo("AccessDenied 403");
        assertThat(refusal(() -> assume(guardian, Scenery.roleArn(Scenery.WORKLOAD, "no-such-role"), "nosy")))
                .isEqualTo("AccessDenied 403");
        assertThat(cloud.events()).allSatisfy(event -> {
            assertThat(event.failure().orElseThrow().code()).isEqualTo("AccessDenied");
            assertThat(event.requestParameters()).isEmpty();
        });
    }

    @Test
    void anInstanceActsUnderItsOwnIdWithWhatEc2HandedIt() {
        Keys instance = cloud.instance();
        ApiEvent handedOut = cloud.last();
        cloud.s3(instance).listBuckets();

        assertThat(handedOut.caller().type()).isEqualTo(CallerIdentity.Type.AWS_SERVICE);
        assertThat(handedOut.responseElements().orElseThrow().has("assumedRoleUser"))
                .isFalse();
        assertThat(handedOut
                        .responseElements()
                        .orElseThrow()
                        .path("credentials")
                        .path("accessKeyId")
                        .asText())
                .isEqualTo(instance.accessKeyId());
        assertThat(cloud.last().caller().arn()).endsWith("assumed-role/report-service/" + Scenery.REPORT_INSTANCE);
        assertThat(cloud.last().caller().session().orElseThrow().ec2RoleDelivery())
                .contains("2.0");
    }

    @Test
    void aSessionPolicyNarrowsASession() {
        String listOnly = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"s3:ListAllMyBuckets\",\"Resource\":\"*\"}]}";
        Keys narrow = keys(cloud.sts(leaked())
                .assumeRole(request ->
                        request.roleArn(DEPLOY).roleSessionName("narrow").policy(listOnly))
                .credentials());

        cloud.s3(narrow).listBuckets();

        assertThat(refusal(() -> cloud.s3(narrow).listObjectsV2(request -> request.bucket(Scenery.EXPORTS))))
                .isEqualTo("AccessDenied 403");
        assertThat(cloud.last().failure().orElseThrow().message()).contains("no session policy allows");
    }

    @Test
    void aSourceIdentityStaysThroughAChainAndCanNotBeChanged() {
        Keys first = keys(cloud.sts(leaked())
                .assumeRole(request ->
                        request.roleArn(DEPLOY).roleSessionName("one").sourceIdentity("alice"))
                .credentials());
        AssumeRoleRequest chained = AssumeRoleRequest.builder()
                .roleArn(BACKUP)
                .roleSessionName("two")
                .build();

        assertThat(cloud.sts(first).assumeRole(chained).sourceIdentity()).isEqualTo("alice");
        assertThat(refusal(() -> cloud.sts(first)
                        .assumeRole(
                                chained.toBuilder().sourceIdentity("mallory").build())))
                .isEqualTo("AccessDenied 403");
        assertThat(cloud.last().caller().session().orElseThrow().sourceIdentity())
                .contains("alice");
    }

    @Test
    void transitiveTagsReachTheNextRoleAndAreJudged() {
        Keys first = keys(cloud.sts(leaked())
                .assumeRole(request -> request.roleArn(DEPLOY)
                        .roleSessionName("tagged")
                        .tags(Tag.builder().key("team").value("red").build())
                        .transitiveTagKeys("team"))
                .credentials());
        Keys second = assume(first, BACKUP, "tagged");
        String denyTag =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}}}]}";
        cloud.s3(second).listBuckets();
        attachToBackup(denyTag);
        cloud.settle();

        assertThat(refusal(() -> cloud.s3(second).listBuckets())).isEqualTo("AccessDenied 403");
    }

    private void attachToBackup(String document) {
        OrganizationsClient organizations = cloud.organizations(cloud.keysOf(Scenery.ORGANIZATION_ADMIN));
        String id = organizations
                .createPolicy(request -> request.name("cut")
                        .description("a test's")
                        .content(document)
                        .type("SERVICE_CONTROL_POLICY"))
                .policy()
                .policySummary()
                .id();
        organizations.attachPolicy(request -> request.policyId(id).targetId(Scenery.BACKUP));
    }

    @Test
    void aSessionTokenIsTheUsersButDoesNoIamWithoutMfa() {
        Keys session = keys(cloud.sts(leaked()).getSessionToken().credentials());

        cloud.s3(session).listBuckets();
        assertThat(cloud.last().caller().type()).isEqualTo(CallerIdentity.Type.IAM_USER);
        assertThat(cloud.last().caller().arn()).endsWith(":user/deploy-legacy");
        assertThat(refusal(() -> cloud.iam(session).listUsers())).isEqualTo("AccessDenied 403");
        assertThat(refusal(() -> cloud.sts(session).getSessionToken())).isEqualTo("AccessDenied 403");
    }

    @Test
    void aFederatedUserMayDoWhatUserAndPolicyBothAllow() {
        String lists =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:ListAllMyBuckets\","
                        + "\"Resource\":\"*\"}]}";
        Keys guest = keys(cloud.sts(leaked())
                .getFederationToken(request -> request.name("guest").policy(lists))
                .credentials());

        cloud.s3(guest).listBuckets();
        assertThat(cloud.last().caller().type()).isEqualTo(CallerIdentity.Type.FEDERATED_USER);
        assertThat(refusal(() -> cloud.s3(guest).listObjectsV2(request -> request.bucket(Scenery.EXPORTS))))
                .isEqualTo("AccessDenied 403");
        assertThat(refusal(() -> cloud.iam(guest).listUsers())).isEqualTo("AccessDenied 403");
    }

    private Keys leaked() {
        return cloud.keysOf(Scenery.LEAKED);
    }

    private Keys assume(Keys with, String role, String session) {
        return keys(cloud.sts(with)
                .assumeRole(request -> request.roleArn(role).roleSessionName(session))
                .credentials());
    }

    private static Keys keys(Credentials credentials) {
        return new Keys(
                credentials.accessKeyId(), credentials.secretAccessKey(), Optional.of(credentials.sessionToken()));
    }

    static String refusal(Callable<?> call) {
        AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, call::call);
        assertThat(refused).as("the call went through").isNotNull();
        return refused.awsErrorDetails().errorCode() + " " + refused.statusCode();
    }
}
