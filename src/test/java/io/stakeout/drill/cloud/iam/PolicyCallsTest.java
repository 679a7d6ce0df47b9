package io.stakeout.drill.cloud.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.ALLOW_EVERYTHING;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static io.stakeout.drill.cloud.iam.TestCloud.ELSEWHERE;
import static io.stakeout.drill.cloud.iam.TestCloud.READ_ONLY;
import static io.stakeout.drill.cloud.iam.TestCloud.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Inline and attached policies, of users, roles and groups alike. */
class PolicyCallsTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @BeforeEach
    void holders() {
        iam.createUser(create -> create.userName("bob"));
        iam.createGroup(create -> create.groupName("team"));
        iam.createRole(create -> create.roleName("app").assumeRolePolicyDocument(TestCloud.TRUST_EC2));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aDocumentComesBackAsItWasPut() {
        String document = "{\n \"Version\": \"2012-10-17\",\n \"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\","
                + " \"Resource\": \"*\", \"Condition\": {\"StringLike\": {\"aws:UserAgent\": \"ä+b %41 *\"}}}\n}";
        iam.putUserPolicy(put -> put.userName("bob").policyName("p").policyDocument(document));
        iam.putRolePolicy(put -> put.roleName("app").policyName("p").policyDocument(document));
        iam.putGroupPolicy(put -> put.groupName("team").policyName("p").policyDocument(document));
        assertThat(decoded(iam.getUserPolicy(get -> get.userName("bob").policyName("p"))
                        .policyDocument()))
                .isEqualTo(document);
        assertThat(decoded(iam.getRolePolicy(get -> get.roleName("app").policyName("p"))
                        .policyDocument()))
                .isEqualTo(document);
        assertThat(decoded(iam.getGroupPolicy(get -> get.groupName("team").policyName("p"))
                        .policyDocument()))
                .isEqualTo(document);
    }

    /** Encoded so that neither a blank nor a plus is a plus. */
    private static String decoded(String document) {
        assertThat(document).doesNotContain("+", " ", "{");
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    @Test
    void inlinePoliciesAreListedAndDeleted() {
        for (String name : new String[] {"one", "two", "three"}) {
            iam.putUserPolicy(put -> put.userName("bob").policyName(name).policyDocument(ALLOW_EVERYTHING));
        }
        assertThat(iam.listUserPoliciesPaginator(list -> list.userName("bob").maxItems(2))
                        .policyNames())
                .containsExactly("one", "two", "three");
        iam.deleteUserPolicy(delete -> delete.userName("bob").policyName("two"));
        assertThat(iam.listUserPolicies(list -> list.userName("bob")).policyNames())
                .containsExactly("one", "three");
        iam.putRolePolicy(put -> put.roleName("app").policyName("p").policyDocument(ALLOW_EVERYTHING));
        assertThat(iam.listRolePolicies(list -> list.roleName("app")).policyNames())
                .containsExactly("p");
        iam.deleteRolePolicy(delete -> delete.roleName("app").policyName("p"));
        assertThat(iam.listRolePolicies(list -> list.roleName("app")).policyNames())
                .isEmpty();
        iam.putGroupPolicy(put -> put.groupName("team").policyName("p").policyDocument(ALLOW_EVERYTHING));
        iam.deleteGroupPolicy(delete -> delete.groupName("team").policyName("p"));
        assertThat(iam.listGroupPolicies(list -> list.groupName("team")).policyNames())
                .isEmpty();
    }

    @Test
    void aPolicyThatIsNotThereIsNotFound() {
        cloud.refused(
                () -> iam.getUserPolicy(get -> get.userName("bob").policyName("none")),
                "NoSuchEntity",
                "The user policy with name none cannot be found.");
        cloud.refused(
                () -> iam.deleteRolePolicy(delete -> delete.roleName("app").policyName("none")),
                "NoSuchEntity",
                "The role policy with name none cannot be found.");
        cloud.refused(
                () -> iam.getGroupPolicy(get -> get.groupName("team").policyName("none")),
                "NoSuchEntity",
                "The group policy with name none cannot be found.");
        cloud.refused(
                () -> iam.listGroupPolicies(list -> list.groupName("none")),
                "NoSuchEntity",
                "The group with name none cannot be found.");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertThat(catchThrowableOfType(
                                MalformedPolicyDocumentException.class,
                                () -> iam.putUserPolicy(put ->
                                        put.userName("bob").policyName("p").policyDocument("{\"Statement\":1}")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("MalformedPolicyDocument");
        assertThat(iam.listUserPolicies(list -> list.userName("bob")).policyNames())
                .isEmpty();
    }

    @Test
    void inlinePoliciesMayOnlyBeSoLongTogether() {
        iam.putUserPolicy(put -> put.userName("bob").policyName("a").policyDocument(document(1_000)));
        iam.putUserPolicy(
                put -> put.userName("bob").policyName("b").policyDocument(document(1_048) + " \n ".repeat(99)));
        cloud.refused(
                () -> iam.putUserPolicy(
                        put -> put.userName("bob").policyName("b").policyDocument(document(1_049))),
                "LimitExceeded",
                "Maximum policy size of 2048 bytes exceeded for user bob");
        iam.putRolePolicy(put -> put.roleName("app").policyName("a").policyDocument(document(10_240)));
        cloud.refused(
                () -> iam.putRolePolicy(
                        put -> put.roleName("app").policyName("a").policyDocument(document(10_241))),
                "LimitExceeded",
                "Maximum policy size of 10240 bytes exceeded for role app");
        cloud.refused(
                () -> iam.putGroupPolicy(
                        put -> put.groupName("team").policyName("a").policyDocument(document(5_121))),
                "LimitExceeded",
                "Maximum policy size of 5120 bytes exceeded for group team");
    }

    @Test
    void policiesAreAttachedTwiceAndDetachedOnce() {
        iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(DENY_ALL));
        iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(DENY_ALL));
        iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(READ_ONLY));
        assertThat(iam.listAttachedUserPoliciesPaginator(
                                list -> list.userName("bob").maxItems(1))
                        .attachedPolicies())
                .extracting(AttachedPolicy::policyName)
                .containsExactly("AWSDenyAll", "ReadOnlyAccess");
        iam.detachUserPolicy(detach -> detach.userName("bob").policyArn(DENY_ALL));
        cloud.refused(
                () -> iam.detachUserPolicy(detach -> detach.userName("bob").policyArn(DENY_ALL)),
                "NoSuchEntity",
                "Policy " + DENY_ALL + " was not found.");
        iam.attachRolePolicy(attach -> attach.roleName("app").policyArn(DENY_ALL));
        iam.attachGroupPolicy(attach -> attach.groupName("team").policyArn(DENY_ALL));
        assertThat(iam.listAttachedRolePolicies(list -> list.roleName("app")).attachedPolicies())
                .hasSize(1);
        assertThat(iam.listAttachedGroupPolicies(list -> list.groupName("team")).attachedPolicies())
                .hasSize(1);
        iam.detachRolePolicy(detach -> detach.roleName("app").policyArn(DENY_ALL));
        iam.detachGroupPolicy(detach -> detach.groupName("team").policyArn(DENY_ALL));
        assertThat(cloud.account().role("app").orElseThrow().permissions().attached())
                .isEmpty();
    }

    @Test
    void onlyPoliciesOfTheAccountOrOfAwsAreAttached() {
        for (String owner : new String[] {ACCOUNT, ELSEWHERE, "aws"}) {
            String arn = "arn:aws:iam::" + owner + ":policy/none";
            cloud.refused(
                    () -> iam.attachRolePolicy(attach -> attach.roleName("app").policyArn(arn)),
                    "NoSuchEntity",
                    "Policy " + arn + " does not exist or is not attachable.");
        }
        cloud.refused(
                () -> iam.attachRolePolicy(attach -> attach.roleName("app").policyArn("arn:aws:iam::x:policy/none")),
                "InvalidInput",
                "ARN arn:aws:iam::x:policy/none is not valid.");
    }

    @Test
    void tenPoliciesAreAttachedAtMost() {
        for (int i = 0; i < 11; i++) {
            String name = "p" + i;
            iam.createPolicy(create -> create.policyName(name).policyDocument(ALLOW_EVERYTHING));
        }
        for (int i = 0; i < 10; i++) {
            String arn = "arn:aws:iam::" + ACCOUNT + ":policy/p" + i;
            iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(arn));
            iam.attachRolePolicy(attach -> attach.roleName("app").policyArn(arn));
            iam.attachGroupPolicy(attach -> attach.groupName("team").policyArn(arn));
        }
        String last = "arn:aws:iam::" + ACCOUNT + ":policy/p10";
        cloud.refused(
                () -> iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(last)),
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerUser: 10");
        cloud.refused(
                () -> iam.attachRolePolicy(attach -> attach.roleName("app").policyArn(last)),
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerRole: 10");
        cloud.refused(
                () -> iam.attachGroupPolicy(attach -> attach.groupName("team").policyArn(last)),
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerGroup: 10");
        iam.attachUserPolicy(attach -> attach.userName("bob").policyArn("arn:aws:iam::" + ACCOUNT + ":policy/p3"));
    }
}
