package io.stakeout.drill.cloud.iam;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.IamException;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Issuance;
import io.stakeout.cloudtrail.UnreadableRecordException;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.FieldSets;
import io.stakeout.drill.trail.TrailRecord;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.ALLOW_EVERYTHING;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static io.stakeout.drill.cloud.iam.TestCloud.TRUST_EC2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What CloudTrail is told of the calls. */
class RecordsTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @AfterEach
    void close() {
        cloud.close();
    }

    /** As an attacker would, and the room after it; the passwords and secrets that were sent or answered. */
    private List<String> attack() {
        List<String> secrets = new ArrayList<>(List.of("first password", "second password"));
        software.amazon.awssdk.services.iam.model.Tag tag = software.amazon.awssdk.services.iam.model.Tag.builder()
                .key("k")
                .value("v")
                .build();
        iam.getUser();
        iam.listUsers();
        iam.getAccountAuthorizationDetails();
        iam.getAccountSummary();
        iam.createUser(create -> create.userName("bob").tags(tag));
        AccessKey key = iam.createAccessKey(create -> create.userName("bob")).accessKey();
        secrets.add(key.secretAccessKey());
        iam.createLoginProfile(create -> create.userName("bob").password("first password"));
        iam.updateLoginProfile(update -> update.userName("bob").password("second password"));
        secrets.add(iam.createServiceSpecificCredential(
                        create -> create.userName("bob").serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential()
                .servicePassword());
        secrets.add(iam.createServiceSpecificCredential(
                        create -> create.userName("bob").serviceName("bedrock.amazonaws.com"))
                .serviceSpecificCredential()
                .serviceCredentialSecret());
        iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(DENY_ALL));
        iam.createRole(create ->
                create.roleName("app").assumeRolePolicyDocument(TRUST_EC2).permissionsBoundary(DENY_ALL));
        iam.getRole(get -> get.roleName("app"));
        iam.putRolePolicy(put -> put.roleName("app").policyName("p").policyDocument(ALLOW_EVERYTHING));
        iam.listRolePolicies(list -> list.roleName("app"));
        iam.getRolePolicy(get -> get.roleName("app").policyName("p"));
        iam.attachRolePolicy(attach -> attach.roleName("app").policyArn(DENY_ALL));
        iam.listAttachedRolePolicies(list -> list.roleName("app"));
        iam.updateAssumeRolePolicy(update -> update.roleName("app").policyDocument(TRUST_EC2));
        iam.listMFADevices();
        iam.listSSHPublicKeys();
        return secrets;
    }

    private void refusals() {
        try (IamClient eve = cloud.person("eve", TestCloud.document("Allow", "s3:*"))) {
            List<Runnable> calls = List.of(
                    () -> eve.createUser(create -> create.userName("new")),
                    () -> eve.createAccessKey(create -> create.userName("bob")),
                    () -> eve.putUserPolicy(
                            put -> put.userName("bob").policyName("p").policyDocument(ALLOW_EVERYTHING)),
                    () -> eve.attachRolePolicy(attach -> attach.roleName("app").policyArn(DENY_ALL)),
                    () -> eve.updateAssumeRolePolicy(
                            update -> update.roleName("app").policyDocument(TRUST_EC2)),
                    () -> eve.listGroups(),
                    () -> iam.listUserPolicies(list -> list.userName("nobody")));
            calls.forEach(call -> assertThat(catchThrowableOfType(IamException.class, call::run))
                    .isNotNull());
        }
    }

    @Test
    @Tag("public-data")
    void recordsHaveTheMembersOfRealOnes() {
        attack();
        refusals();
        List<ApiEvent> events = cloud.cloud().journal().events();
        assertThat(events).hasSizeGreaterThan(25);
        assertThat(events.stream().flatMap(RecordsTest::differences)).isEmpty();
    }

    private static Stream<String> differences(ApiEvent event) {
        FieldSets.Differences differences = FieldSets.differences(TrailRecord.json(event));
        return differences.none() ? Stream.empty() : Stream.of(event.eventName() + " " + differences);
    }

    @Test
    void noSecretIsEverTold() {
        List<String> secrets = attack();
        assertThat(secrets).hasSize(5).doesNotContainNull();
        for (ApiEvent event : cloud.cloud().journal().events()) {
            String record = new String(TrailRecord.json(event), StandardCharsets.UTF_8);
            assertThat(record).doesNotContain(secrets).doesNotContainIgnoringCase("\"password\"", "secretAccessKey");
        }
    }

    @Test
    void anUploadedKeyAndCertificateAreFoundInTheirRecords() throws UnreadableRecordException {
        iam.createUser(create -> create.userName("bob"));
        String key = iam.uploadSSHPublicKey(upload -> upload.userName("bob").sshPublicKeyBody("ssh-rsa AAAAB3 eve"))
                .sshPublicKey()
                .sshPublicKeyId();
        String certificate = iam.uploadSigningCertificate(upload -> upload.userName("bob")
                        .certificateBody("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"))
                .certificate()
                .certificateId();

        assertThat(handedOut("UploadSSHPublicKey")).contains("ssh-key " + key);
        assertThat(handedOut("UploadSigningCertificate")).contains("signing-certificate " + certificate);
    }

    private List<String> handedOut(String call) throws UnreadableRecordException {
        CloudTrailRecord record = CloudTrailRecord.parse(TrailRecord.json(cloud.last(call)));
        return Issuance.of(record).stream()
                .map(issued -> issued.kind().id() + " " + issued.value())
                .toList();
    }

    @Test
    void whatIsMadeIsToldInTheResponse() {
        attack();
        ObjectNode key = response("CreateAccessKey");
        assertThat(names(key.path("accessKey")))
                .containsExactlyInAnyOrder("userName", "accessKeyId", "status", "createDate");
        assertThat(key.path("accessKey").path("createDate").asText()).isEqualTo("Mar 4, 2026 5:06:07 AM");
        assertThat(names(response("CreateUser").path("user")))
                .containsExactlyInAnyOrder("path", "userName", "userId", "arn", "createDate", "tags");
        assertThat(names(response("CreateLoginProfile").path("loginProfile")))
                .containsExactlyInAnyOrder("userName", "createDate", "passwordResetRequired");
        assertThat(response("CreateRole")
                        .path("role")
                        .path("assumeRolePolicyDocument")
                        .asText())
                .startsWith("%7B%22Version%22%3A%222012-10-17%22");
        assertThat(cloud.last("CreateRole")
                        .requestParameters()
                        .orElseThrow()
                        .path("assumeRolePolicyDocument")
                        .asText())
                .isEqualTo(TRUST_EC2);
    }

    private ObjectNode response(String call) {
        return cloud.last(call).responseElements().orElseThrow();
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void ofChangesAndReadsTheResponseIsNotTold() {
        attack();
        for (String call : List.of("AttachUserPolicy", "UpdateLoginProfile", "PutRolePolicy", "GetUser", "GetRole")) {
            assertThat(cloud.last(call).responseElements()).as(call).isEmpty();
        }
        assertThat(cloud.last("GetRole").readOnly()).isTrue();
        assertThat(cloud.last("PutRolePolicy").readOnly()).isFalse();
        iam.updateLoginProfile(update -> update.userName("bob").passwordResetRequired(true));
        assertThat(cloud.last("UpdateLoginProfile")
                        .requestParameters()
                        .orElseThrow()
                        .toString())
                .isEqualTo("{\"userName\":\"bob\",\"passwordResetRequired\":true}");
    }

    @Test
    void anErrorOfIamHasAnotherNameInItsRecord() {
        cloud.refused(
                () -> iam.listUserPolicies(list -> list.userName("nobody")),
                "NoSuchEntity",
                "The user with name nobody cannot be found.");
        ApiEvent event = cloud.last("ListUserPolicies");
        assertThat(event.failure().orElseThrow().code()).isEqualTo("NoSuchEntityException");
        assertThat(event.requestParameters().orElseThrow().toString()).isEqualTo("{\"userName\":\"nobody\"}");
    }

    @Test
    void ofWhatPoliciesRefuseTheParametersAreNotTold() {
        try (IamClient eve = cloud.person("eve", TestCloud.document("Deny", "iam:*"))) {
            cloud.refused(
                    () -> eve.getUser(get -> get.userName("admin")),
                    "AccessDenied",
                    "User: arn:aws:iam::" + ACCOUNT + ":user/eve is not authorized to perform: iam:GetUser on resource:"
                            + " arn:aws:iam::" + ACCOUNT + ":user/admin with an explicit deny in an identity-based"
                            + " policy");
        }
        ApiEvent event = cloud.last("GetUser");
        assertThat(event.requestParameters()).isEmpty();
        assertThat(event.failure().orElseThrow().code()).isEqualTo("AccessDenied");
        assertThat(event.caller().userName()).contains("eve");
        assertThat(event.region()).isEqualTo("us-east-1");
    }
}
