package io.stakeout.drill.cloud.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.ALLOW_EVERYTHING;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static io.stakeout.drill.cloud.iam.TestCloud.document;
import static org.assertj.core.api.Assertions.assertThat;

class ManagedPolicyCallsTest {

    private static final String ARN = "arn:aws:iam::" + ACCOUNT + ":policy/p";
    private static final String OTHERS = "Policy is outside your own account.";

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @AfterEach
    void close() {
        cloud.close();
    }

    private Policy create(String name, String document) {
        return iam.createPolicy(create -> create.policyName(name).policyDocument(document))
                .policy();
    }

    @Test
    void aPolicyIsMadeAndShown() {
        Tag tag = Tag.builder().key("team").value("red").build();
        Policy made = iam.createPolicy(create -> create.policyName("p")
                        .path("/ours/")
                        .description("what it is for")
                        .policyDocument(ALLOW_EVERYTHING)
                        .tags(tag))
                .policy();
        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":policy/ours/p");
        assertThat(made.policyId()).matches("ANPA[A-Z2-7]{16}");
        assertThat(made.attachmentCount()).isZero();
        iam.attachUserPolicy(attach -> attach.userName("admin").policyArn(made.arn()));
        Policy shown = iam.getPolicy(get -> get.policyArn(made.arn())).policy();
        assertThat(shown.attachmentCount()).isEqualTo(1);
        assertThat(shown.permissionsBoundaryUsageCount()).isZero();
        assertThat(shown.defaultVersionId()).isEqualTo("v1");
        assertThat(shown.description()).isEqualTo("what it is for");
        assertThat(shown.tags()).containsExactly(tag);
        assertThat(shown.isAttachable()).isTrue();
    }

    @Test
    void aNameIsTakenWhateverItsPath() {
        create("p", ALLOW_EVERYTHING);
        cloud.refused(
                () -> iam.createPolicy(
                        create -> create.policyName("P").path("/x/").policyDocument(ALLOW_EVERYTHING)),
                "EntityAlreadyExists",
                "A policy called P already exists. Duplicate names are not allowed.");
    }

    @Test
    void aPolicyIsShort() {
        create("p", document(6_144) + "\n".repeat(100));
        cloud.refused(() -> create("q", document(6_145)), "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void ofFiveVersionsOneIsTheDefault() {
        create("p", ALLOW_EVERYTHING);
        cloud.advance(Duration.ofMinutes(1));
        PolicyVersion second = version(document("Allow", "s3:*"), true);
        assertThat(second.versionId()).isEqualTo("v2");
        assertThat(second.isDefaultVersion()).isTrue();
        for (int i = 0; i < 3; i++) {
            version(ALLOW_EVERYTHING, false);
        }
        cloud.refused(
                () -> version(ALLOW_EVERYTHING, false),
                "LimitExceeded",
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing"
                        + " version.");
        assertThat(iam.listPolicyVersionsPaginator(list -> list.policyArn(ARN).maxItems(2))
                        .versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v5", "v4", "v3", "v2", "v1");
        Policy policy = iam.getPolicy(get -> get.policyArn(ARN)).policy();
        assertThat(policy.defaultVersionId()).isEqualTo("v2");
        assertThat(policy.updateDate()).isEqualTo(cloud.now());
        PolicyVersion shown =
                iam.getPolicyVersion(get -> get.policyArn(ARN).versionId("v2")).policyVersion();
        assertThat(URLDecoder.decode(shown.document(), StandardCharsets.UTF_8)).isEqualTo(document("Allow", "s3:*"));
    }

    private PolicyVersion version(String document, boolean asDefault) {
        return iam.createPolicyVersion(
                        create -> create.policyArn(ARN).policyDocument(document).setAsDefault(asDefault))
                .policyVersion();
    }

    @Test
    void aNumberIsNeverUsedAgain() {
        create("p", ALLOW_EVERYTHING);
        version(ALLOW_EVERYTHING, true);
        iam.setDefaultPolicyVersion(set -> set.policyArn(ARN).versionId("v1"));
        iam.deletePolicyVersion(delete -> delete.policyArn(ARN).versionId("v2"));
        assertThat(version(ALLOW_EVERYTHING, false).versionId()).isEqualTo("v3");
        cloud.refused(
                () -> iam.deletePolicyVersion(delete -> delete.policyArn(ARN).versionId("v1")),
                "DeleteConflict",
                "Cannot delete the default version of a policy.");
        cloud.refused(
                () -> iam.setDefaultPolicyVersion(set -> set.policyArn(ARN).versionId("v2")),
                "NoSuchEntity",
                "Policy " + ARN + " version v2 does not exist or is not attachable.");
    }

    @Test
    void aPolicyIsDeletedWhenNobodyHasItAndOneVersionIsLeft() {
        create("p", ALLOW_EVERYTHING);
        iam.createUser(create -> create.userName("bob").permissionsBoundary(ARN));
        cloud.refused(
                () -> iam.deletePolicy(delete -> delete.policyArn(ARN)),
                "DeleteConflict",
                "Cannot delete a policy attached to entities.");
        iam.deleteUserPermissionsBoundary(delete -> delete.userName("bob"));
        version(ALLOW_EVERYTHING, false);
        cloud.refused(
                () -> iam.deletePolicy(delete -> delete.policyArn(ARN)),
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions."
                        + " The default version is deleted with the policy.");
        iam.deletePolicyVersion(delete -> delete.policyArn(ARN).versionId("v2"));
        iam.deletePolicy(delete -> delete.policyArn(ARN));
        cloud.refused(
                () -> iam.getPolicy(get -> get.policyArn(ARN)), "NoSuchEntity", "Policy " + ARN + " was not found.");
    }

    @Test
    void policiesOfAwsAreOnlyToBeRead() {
        assertThat(iam.getPolicy(get -> get.policyArn(DENY_ALL)).policy().arn()).isEqualTo(DENY_ALL);
        assertThat(iam.getPolicyVersion(get -> get.policyArn(DENY_ALL).versionId("v1"))
                        .policyVersion()
                        .document())
                .contains("Deny");
        cloud.refused(() -> iam.deletePolicy(delete -> delete.policyArn(DENY_ALL)), "AccessDenied", OTHERS);
        cloud.refused(
                () -> iam.createPolicyVersion(
                        create -> create.policyArn(DENY_ALL).policyDocument(ALLOW_EVERYTHING)),
                "AccessDenied",
                OTHERS);
        cloud.refused(
                () -> iam.setDefaultPolicyVersion(set -> set.policyArn(DENY_ALL).versionId("v1")),
                "AccessDenied",
                OTHERS);
        cloud.refused(
                () -> iam.deletePolicyVersion(
                        delete -> delete.policyArn(DENY_ALL).versionId("v1")),
                "AccessDenied",
                OTHERS);
    }

    @Test
    void policiesAreListedByScopeAndUse() {
        create("p", ALLOW_EVERYTHING);
        create("q", ALLOW_EVERYTHING);
        iam.attachUserPolicy(attach -> attach.userName("admin").policyArn(ARN));
        iam.putUserPermissionsBoundary(put -> put.userName("admin").permissionsBoundary(iamFullAccess()));
        assertThat(iam.listPolicies(list -> list.scope("Local")).policies())
                .extracting(Policy::policyName)
                .containsExactly("p", "q");
        assertThat(iam.listPolicies(list -> list.scope("AWS")).policies()).hasSize(3);
        assertThat(iam.listPoliciesPaginator(list -> list.maxItems(2)).policies())
                .hasSize(5);
        assertThat(iam.listPolicies(list -> list.onlyAttached(true)).policies())
                .extracting(Policy::policyName)
                .containsExactly("p", "IAMFullAccess");
        assertThat(iam.listPolicies(list -> list.onlyAttached(true).policyUsageFilter("PermissionsBoundary"))
                        .policies())
                .extracting(Policy::policyName)
                .containsExactly("IAMFullAccess");
    }

    private static String iamFullAccess() {
        return "arn:aws:iam::aws:policy/IAMFullAccess";
    }

    @Test
    void whoHasAPolicyIsListed() {
        create("p", ALLOW_EVERYTHING);
        iam.createGroup(create -> create.groupName("team"));
        iam.createRole(create -> create.roleName("app").assumeRolePolicyDocument(TestCloud.TRUST_EC2));
        iam.attachGroupPolicy(attach -> attach.groupName("team").policyArn(ARN));
        iam.attachRolePolicy(attach -> attach.roleName("app").policyArn(ARN));
        iam.putUserPermissionsBoundary(put -> put.userName("admin").permissionsBoundary(ARN));
        ListEntitiesForPolicyResponse all = iam.listEntitiesForPolicy(list -> list.policyArn(ARN));
        assertThat(all.policyGroups()).extracting(group -> group.groupName()).containsExactly("team");
        assertThat(all.policyRoles()).extracting(role -> role.roleName()).containsExactly("app");
        assertThat(all.policyUsers()).extracting(user -> user.userName()).containsExactly("admin");
        ListEntitiesForPolicyResponse roles = iam.listEntitiesForPolicy(
                list -> list.policyArn(ARN).entityFilter("Role").policyUsageFilter("PermissionsPolicy"));
        assertThat(roles.policyRoles()).hasSize(1);
        assertThat(roles.policyGroups()).isEmpty();
        assertThat(roles.policyUsers()).isEmpty();
    }
}
