package io.stakeout.drill.cloud.iam;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.ALLOW_EVERYTHING;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static io.stakeout.drill.cloud.iam.TestCloud.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

/** What a policy can allow or deny of IAM's calls: by resource and by condition. */
class ConditionKeysTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();
    private IamClient limited;

    @BeforeEach
    void someUsers() {
        iam.createUser(create -> create.userName("bob").path("/ops/").tags(tag("team", "red")));
        iam.createUser(create -> create.userName("kim").tags(tag("team", "blue")));
    }

    @AfterEach
    void close() {
        limited.close();
        cloud.close();
    }

    private void may(String action, String resource, String condition) {
        limited = cloud.person(
                "eve",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                        + action + "\",\"Resource\":\"" + resource + "\""
                        + (condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}") + "}]}");
    }

    private void denied(ThrowingCallable call, String action, String resource) {
        cloud.refused(
                call,
                "AccessDenied",
                "User: arn:aws:iam::" + ACCOUNT + ":user/eve is not authorized to perform: " + action + " on resource: "
                        + resource + " because no identity-based policy allows the " + action + " action");
    }

    private static String user(String pathAndName) {
        return "arn:aws:iam::" + ACCOUNT + ":user" + pathAndName;
    }

    @Test
    void aResourceIsToldWithItsPath() {
        may("iam:*", user("/ops/*"), "");
        limited.putUserPolicy(put -> put.userName("bob").policyName("p").policyDocument(ALLOW_EVERYTHING));
        denied(
                () -> limited.putUserPolicy(
                        put -> put.userName("kim").policyName("p").policyDocument(ALLOW_EVERYTHING)),
                "iam:PutUserPolicy",
                user("/kim"));
        limited.createUser(create -> create.userName("new").path("/ops/"));
        denied(() -> limited.createUser(create -> create.userName("new2")), "iam:CreateUser", user("/new2"));
    }

    @Test
    void ofWhatIsNotThereNobodyKnowsThePath() {
        may("iam:*", user("/*"), "");
        denied(() -> limited.getUser(get -> get.userName("nobody")), "iam:GetUser", "user nobody");
        assertThat(cloud.last("GetUser").requestParameters()).isEmpty();
    }

    @Test
    void onlyCertainPoliciesAreAttached() {
        may("iam:*", "*", "\"ArnEquals\":{\"iam:PolicyARN\":\"" + DENY_ALL + "\"}");
        limited.attachUserPolicy(attach -> attach.userName("bob").policyArn(DENY_ALL));
        limited.detachUserPolicy(detach -> detach.userName("bob").policyArn(DENY_ALL));
        denied(
                () -> limited.attachUserPolicy(attach -> attach.userName("bob").policyArn(READ_ONLY)),
                "iam:AttachUserPolicy",
                user("/ops/bob"));
    }

    @Test
    void onlyCertainBoundariesArePutAndOnlyUnderThemAreUsersMade() {
        may("iam:*", "*", "\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + READ_ONLY + "\"}");
        limited.createUser(create -> create.userName("new").permissionsBoundary(READ_ONLY));
        limited.attachUserPolicy(attach -> attach.userName("new").policyArn(DENY_ALL));
        limited.putUserPermissionsBoundary(put -> put.userName("bob").permissionsBoundary(READ_ONLY));
        denied(
                () -> limited.putUserPermissionsBoundary(
                        put -> put.userName("bob").permissionsBoundary(DENY_ALL)),
                "iam:PutUserPermissionsBoundary",
                user("/ops/bob"));
        denied(() -> limited.createUser(create -> create.userName("free")), "iam:CreateUser", user("/free"));
        denied(
                () -> limited.attachUserPolicy(attach -> attach.userName("kim").policyArn(DENY_ALL)),
                "iam:AttachUserPolicy",
                user("/kim"));
    }

    @Test
    void tagsOfAUserDecide() {
        may("iam:*", "*", "\"StringEquals\":{\"aws:ResourceTag/team\":\"red\",\"iam:ResourceTag/team\":\"red\"}");
        limited.createAccessKey(create -> create.userName("bob"));
        denied(() -> limited.createAccessKey(create -> create.userName("kim")), "iam:CreateAccessKey", user("/kim"));
    }

    @Test
    void tagsOfARequestDecide() {
        may(
                "iam:*",
                "*",
                "\"StringEquals\":{\"aws:RequestTag/team\":\"red\"},"
                        + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"]}");
        limited.createUser(create -> create.userName("new").tags(tag("team", "red")));
        limited.tagUser(tag -> tag.userName("kim").tags(tag("team", "red")));
        denied(
                () -> limited.tagUser(tag -> tag.userName("kim").tags(tag("team", "blue"))),
                "iam:TagUser",
                user("/kim"));
        denied(
                () -> limited.tagUser(tag -> tag.userName("kim").tags(tag("team", "red"), tag("more", ""))),
                "iam:TagUser",
                user("/kim"));
    }

    @Test
    void toMakeSomethingWithTagsTakesTwoPermissions() {
        may("iam:CreateUser", "*", "");
        limited.createUser(create -> create.userName("plain"));
        denied(
                () -> limited.createUser(create -> create.userName("tagged").tags(tag("team", "red"))),
                "iam:TagUser",
                user("/tagged"));
        assertThat(cloud.account().user("tagged")).isEmpty();
    }

    @Test
    void theOwnUserIsMeantWhereNoneIsNamed() {
        may("iam:*AccessKey*", user("/${aws:username}"), "");
        limited.createAccessKey();
        assertThat(limited.listAccessKeys().accessKeyMetadata()).hasSize(2);
        denied(() -> limited.createAccessKey(create -> create.userName("kim")), "iam:CreateAccessKey", user("/kim"));
    }

    @Test
    void aManagedPolicyIsAResource() {
        String arn = "arn:aws:iam::" + ACCOUNT + ":policy/p";
        may("iam:*", arn, "");
        limited.createPolicy(create -> create.policyName("p").policyDocument(ALLOW_EVERYTHING));
        limited.createPolicyVersion(create -> create.policyArn(arn).policyDocument(ALLOW_EVERYTHING));
        denied(() -> limited.getPolicy(get -> get.policyArn(DENY_ALL)), "iam:GetPolicy", DENY_ALL);
        denied(limited::listRoles, "iam:ListRoles", "arn:aws:iam::" + ACCOUNT + ":role/");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
