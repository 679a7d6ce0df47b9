package io.stakeout.drill.cloud.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.Tag;

import io.stakeout.drill.world.InstanceProfile;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static io.stakeout.drill.cloud.iam.TestCloud.TRUST_EC2;
import static org.assertj.core.api.Assertions.assertThat;

class RoleCallsTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aRoleIsMadeAndShown() {
        Role made = iam.createRole(create -> create.roleName("app")
                        .path("/apps/")
                        .assumeRolePolicyDocument(TRUST_EC2)
                        .description("what it is for")
                        .maxSessionDuration(7_200)
                        .permissionsBoundary(DENY_ALL)
                        .tags(tag("team", "red")))
                .role();
        Role shown = iam.getRole(get -> get.roleName("app")).role();
        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":role/apps/app");
        assertThat(made.roleId()).matches("AROA[A-Z2-7]{16}");
        assertThat(shown.roleId()).isEqualTo(made.roleId());
        assertThat(shown.maxSessionDuration()).isEqualTo(7_200);
        assertThat(shown.description()).isEqualTo("what it is for");
        assertThat(shown.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(DENY_ALL);
        assertThat(shown.tags()).containsExactly(tag("team", "red"));
        assertThat(shown.roleLastUsed().lastUsedDate()).isNull();
        assertThat(decoded(shown.assumeRolePolicyDocument())).isEqualTo(TRUST_EC2);
    }

    @Test
    void aSessionLastsFromOneHourToTwelve() {
        String wrong = "1 validation error detected: Value '%d' at 'maxSessionDuration' failed to satisfy constraint:"
                + " Member must have value %s";
        cloud.refused(
                () -> create("app", TRUST_EC2, 3_599),
                "ValidationError",
                String.format(wrong, 3_599, "greater than or equal to 3600"));
        cloud.refused(
                () -> create("app", TRUST_EC2, 43_201),
                "ValidationError",
                String.format(wrong, 43_201, "less than or equal to 43200"));
    }

    private void create(String name, String trust, int seconds) {
        iam.createRole(
                create -> create.roleName(name).assumeRolePolicyDocument(trust).maxSessionDuration(seconds));
    }

    @Test
    void aRoleIsUpdated() {
        create("app", TRUST_EC2, 7_200);
        iam.updateRole(update -> update.roleName("app").description("new"));
        Role shown = iam.getRole(get -> get.roleName("app")).role();
        assertThat(shown.description()).isEqualTo("new");
        assertThat(shown.maxSessionDuration()).as("AWS sets its default again").isEqualTo(3_600);
        String trust = trusting("arn:aws:iam::" + ACCOUNT + ":user/admin");
        iam.updateAssumeRolePolicy(update -> update.roleName("app").policyDocument(trust));
        assertThat(decoded(iam.getRole(get -> get.roleName("app")).role().assumeRolePolicyDocument()))
                .isEqualTo(trust);
    }

    @Test
    void rolesAreUniqueListedAndTagged() {
        for (String name : List.of("a", "b", "c")) {
            create(name, TRUST_EC2, 3_600);
        }
        cloud.refused(() -> create("A", TRUST_EC2, 3_600), "EntityAlreadyExists", "Role with name A already exists.");
        assertThat(iam.listRolesPaginator(list -> list.maxItems(1)).roles())
                .extracting(Role::roleName)
                .containsExactly("a", "b", "c");
        iam.tagRole(tag -> tag.roleName("a").tags(tag("k", "v"), tag("l", "")));
        iam.untagRole(untag -> untag.roleName("a").tagKeys("l"));
        assertThat(iam.listRoleTags(list -> list.roleName("a")).tags()).containsExactly(tag("k", "v"));
        cloud.refused(
                () -> iam.getRole(get -> get.roleName("none")),
                "NoSuchEntity",
                "The role with name none cannot be found.");
    }

    @Test
    void theLastUseOfARoleIsKnown() {
        create("app", TRUST_EC2, 3_600);
        iam.putRolePolicy(put -> put.roleName("app").policyName("p").policyDocument(TestCloud.ALLOW_EVERYTHING));
        try (IamClient session = cloud.session("app", "i-0abc")) {
            session.listUsers();
        }
        RoleLastUsed used = iam.getRole(get -> get.roleName("app")).role().roleLastUsed();
        assertThat(used.lastUsedDate()).isEqualTo(cloud.now());
        assertThat(used.region()).isEqualTo("us-east-1");
    }

    @Test
    void aSessionHasNoUserOfItsOwn() {
        create("app", TRUST_EC2, 3_600);
        iam.putRolePolicy(put -> put.roleName("app").policyName("p").policyDocument(TestCloud.ALLOW_EVERYTHING));
        String message = "Must specify userName when calling with non-User credentials";
        try (IamClient session = cloud.session("app", "i-0abc")) {
            cloud.refused(session::getUser, "ValidationError", message);
            cloud.refused(session::createAccessKey, "ValidationError", message);
            cloud.refused(
                    () -> session.changePassword(
                            change -> change.oldPassword("12345678").newPassword("123456789")),
                    "InvalidUserType",
                    "Only an IAM user can change its own password.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/nobody", "role/nothing", "user/wrong/path/admin", "group/team"})
    void whoIsNotThereIsNotTrusted(String whom) {
        iam.createGroup(create -> create.groupName("team"));
        create("app", TRUST_EC2, 3_600);
        String arn = "arn:aws:iam::" + ACCOUNT + ":" + whom;
        String message = "Invalid principal in policy: \"AWS\":\"" + arn + "\"";
        cloud.refused(() -> create("other", trusting(arn), 3_600), "MalformedPolicyDocument", message);
        cloud.refused(
                () -> iam.updateAssumeRolePolicy(
                        update -> update.roleName("app").policyDocument(trusting(arn))),
                "MalformedPolicyDocument",
                message);
        assertThat(cloud.account().roles()).containsOnlyKeys("app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::" + ACCOUNT + ":user/admin",
                "arn:aws:iam::" + ACCOUNT + ":root",
                "arn:aws:iam::777788889999:user/who-knows",
                "777788889999",
                "*"
            })
    void whoIsThereOrInAnAccountOfOthersIsTrusted(String whom) {
        create("app", trusting(whom), 3_600);
        assertThat(cloud.account().role("app")).isPresent();
    }

    @Test
    void aPrincipalThatIsGoneIsNoLongerTrustedByItsId() {
        String id = iam.createUser(create -> create.userName("bob")).user().userId();
        create("app", trusting(id), 3_600);
        iam.deleteUser(delete -> delete.userName("bob"));
        cloud.refused(
                () -> iam.updateAssumeRolePolicy(
                        update -> update.roleName("app").policyDocument(trusting(id))),
                "MalformedPolicyDocument",
                "Invalid principal in policy: \"AWS\":\"" + id + "\"");
    }

    @Test
    void aTrustPolicyIsShort() {
        String many = trusting(String.join("\",\"", Collections.nCopies(200, "777788889999")))
                .replace("\"AWS\":\"", "\"AWS\":[\"")
                .replace("\"},\"Action", "\"]},\"Action");
        cloud.refused(
                () -> create("app", many, 3_600), "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048");
    }

    @Test
    void pathsOfAwsAreNotForOthers() {
        cloud.refused(
                () -> iam.createRole(create -> create.roleName("app")
                        .path("/aws-service-role/x.amazonaws.com/")
                        .assumeRolePolicyDocument(TRUST_EC2)),
                "InvalidInput",
                "The path /aws-service-role/x.amazonaws.com/ is reserved for AWS.");
    }

    @Test
    void aRoleIsDeletedOnlyWhenNothingIsLeftOfIt() {
        create("app", TRUST_EC2, 3_600);
        iam.attachRolePolicy(attach -> attach.roleName("app").policyArn(DENY_ALL));
        iam.putRolePolicy(put -> put.roleName("app").policyName("p").policyDocument(TestCloud.ALLOW_EVERYTHING));
        conflict("must detach all policies first.");
        iam.detachRolePolicy(detach -> detach.roleName("app").policyArn(DENY_ALL));
        conflict("must delete policies first.");
        iam.deleteRolePolicy(delete -> delete.roleName("app").policyName("p"));
        cloud.change(
                account -> account.with(new InstanceProfile(cloud.entity("/", "machine", "AIPA"), List.of("app"))));
        conflict("must remove roles from instance profile first.");
        cloud.change(account -> account.with(new InstanceProfile(cloud.entity("/", "machine", "AIPA"), List.of())));
        iam.deleteRole(delete -> delete.roleName("app"));
        assertThat(cloud.account().roles()).isEqualTo(Map.of());
    }

    private void conflict(String what) {
        cloud.refused(
                () -> iam.deleteRole(delete -> delete.roleName("app")),
                "DeleteConflict",
                "Cannot delete entity, " + what);
    }

    private static String trusting(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
