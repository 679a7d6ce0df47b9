package io.stakeout.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.testing.AwsCommandLine;
import io.stakeout.testing.AwsCommandLine.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** AWS's own command line works with the drill's cloud: what people type in an incident, and what an attacker types. */
class AwsCommandLineTest {

    private static final String BUCKET = "acme-typed-in";
    private static final String READ_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}]}";
    private static final String DENY_EC2 =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}]}";
    private static final String BUCKET_POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::"
                    + Scenery.BACKUP + ":root\"},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::" + BUCKET
                    + "/*\"}]}";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @TempDir
    Path home;

    private AwsCommandLine anybody;
    private AwsCommandLine responder;

    @BeforeEach
    void findTheCommand() {
        anybody = AwsCommandLine.require(cloud.cloud().address(), home);
        responder = as(Scenery.RESPONDER);
    }

    @Test
    void sessionsAreMadeAndUsed() throws Exception {
        assertThat(answer(responder, "sts get-caller-identity").path("Arn").asText())
                .isEqualTo("arn:aws:iam::444455556666:user/ir-responder");
        String role = Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);
        JsonNode assumed = answer(responder, "sts assume-role --role-session-name typed --role-arn " + role);
        assertThat(answer(responder.as(assumed.path("Credentials")), "sts get-caller-identity")
                        .path("Arn")
                        .asText())
                .isEqualTo("arn:aws:sts::444455556666:assumed-role/deploy-production/typed");
        JsonNode token = answer(responder, "sts get-session-token --duration-seconds 900");
        assertThat(answer(responder.as(token.path("Credentials")), "sts get-caller-identity")
                        .path("Arn")
                        .asText())
                .endsWith(":user/ir-responder");
    }

    @Test
    void aUserIsMadeAndGivenPermissions() throws Exception {
        answer(responder, "iam create-user --user-name typed");
        JsonNode key =
                answer(responder, "iam create-access-key --user-name typed").path("AccessKey");
        assertThat(answer(responder, "iam list-users").path("Users").findValuesAsText("UserName"))
                .contains("typed", Scenery.LEAKED);
        answer(responder, "iam put-user-policy --user-name typed --policy-name read --policy-document", READ_ALL);
        answer(
                responder,
                "iam attach-user-policy --user-name typed --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess");
        assertThat(answer(responder, "iam list-attached-user-policies --user-name typed")
                        .path("AttachedPolicies")
                        .findValuesAsText("PolicyName"))
                .containsExactly("ReadOnlyAccess");
        assertThat(answer(responder, "iam get-account-authorization-details --filter User")
                        .path("UserDetailList"))
                .anySatisfy(user -> {
                    assertThat(user.path("UserName").asText()).isEqualTo("typed");
                    assertThat(user.at("/UserPolicyList/0/PolicyDocument/Statement/0/Action")
                                    .asText())
                            .isEqualTo("s3:Get*");
                });
        cloud.settle();

        AwsCommandLine typed = anybody.as(
                key.path("AccessKeyId").asText(), key.path("SecretAccessKey").asText());
        assertThat(answer(typed, "iam list-users").path("Users")).isNotEmpty();
        refuse(typed.run("iam delete-user --user-name typed"), "AccessDenied", "iam:DeleteUser");
    }

    @Test
    void aBucketIsMadeAndItsSettingsAreChanged() throws Exception {
        answer(responder, "s3api create-bucket --bucket " + BUCKET);
        answer(responder, "s3api put-bucket-policy --bucket " + BUCKET + " --policy", BUCKET_POLICY);
        assertThat(answer(responder, "s3api get-bucket-policy --bucket " + BUCKET)
                        .path("Policy")
                        .asText())
                .isEqualTo(BUCKET_POLICY);
        answer(
                responder,
                "s3api put-public-access-block --bucket " + BUCKET
                        + " --public-access-block-configuration BlockPublicAcls=true,RestrictPublicBuckets=true");
        assertThat(answer(responder, "s3api get-bucket-acl --bucket " + BUCKET).at("/Grants/0/Permission"))
                .hasToString("\"FULL_CONTROL\"");
    }

    @Test
    void objectsAreWrittenListedAndRead() throws Exception {
        Path file = Files.writeString(home.resolve("typed.txt"), "typed in\n");
        String bucket = " --bucket " + Scenery.ARTIFACTS;
        answer(responder, "s3api put-object --key in/one.txt --body " + file + bucket);
        answer(responder, "s3api get-object --key in/one.txt back.txt" + bucket);
        assertThat(home.resolve("back.txt")).hasContent("typed in\n");
        succeed(responder.run("s3 cp " + file + " s3://" + Scenery.ARTIFACTS + "/in/two.txt"));
        assertThat(answer(responder, "s3api list-objects-v2 --prefix in/" + bucket)
                        .path("Contents")
                        .findValuesAsText("Key"))
                .containsExactly("in/one.txt", "in/two.txt");
        assertThat(succeed(responder.run("s3 ls s3://" + Scenery.ARTIFACTS + "/in/")))
                .contains(" one.txt", " two.txt");
        assertThat(succeed(responder.run("s3 ls s3://" + Scenery.ARTIFACTS)))
                .contains("PRE app/", "PRE in/")
                .doesNotContain("one.txt");
    }

    @Test
    void anAccountIsLimitedByTheOrganization() throws Exception {
        AwsCommandLine admin = as(Scenery.ORGANIZATION_ADMIN);
        JsonNode policy = answer(
                admin,
                "organizations create-policy --name typed --type SERVICE_CONTROL_POLICY --description typed --content",
                DENY_EC2);
        String id = policy.at("/Policy/PolicySummary/Id").asText();
        answer(admin, "organizations attach-policy --policy-id " + id + " --target-id " + Scenery.WORKLOAD);
        assertThat(answer(
                                admin,
                                "organizations list-policies-for-target --filter SERVICE_CONTROL_POLICY --target-id "
                                        + Scenery.WORKLOAD)
                        .path("Policies")
                        .findValuesAsText("Name"))
                .contains("typed");
    }

    @Test
    void aTrailIsStopped() throws Exception {
        answer(responder, "cloudtrail stop-logging --name " + Scenery.TRAIL);
        assertThat(answer(responder, "cloudtrail get-trail-status --name " + Scenery.TRAIL)
                        .path("IsLogging")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void whatIsRefusedIsTold() throws Exception {
        refuse(as(Scenery.BYSTANDER).run("iam list-users"), "AccessDenied", "iam:ListUsers");
        refuse(responder.run("iam list-saml-providers"), "NotImplemented", "ListSAMLProviders");
        AwsCommandLine wrong = anybody.as(cloud.keysOf(Scenery.RESPONDER).accessKeyId(), "x".repeat(40));
        refuse(wrong.run("sts get-caller-identity"), "SignatureDoesNotMatch", "GetCallerIdentity");
    }

    private AwsCommandLine as(String user) {
        Keys keys = cloud.keysOf(user);
        return anybody.as(keys.accessKeyId(), keys.secret());
    }

    private static JsonNode answer(AwsCommandLine aws, String arguments, String... more)
            throws IOException, InterruptedException {
        Outcome outcome = aws.run(arguments, more);
        succeed(outcome);
        return outcome.json();
    }

    private static String succeed(Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.error()).isZero();
        return outcome.out();
    }

    /** Version 1 of the command ended with 255 for long; today both end with 254. */
    private static void refuse(Outcome outcome, String code, String about) {
        assertThat(outcome.exit()).as(outcome.out()).isIn(254, 255);
        assertThat(outcome.error()).contains("(" + code + ")", about);
    }
}
