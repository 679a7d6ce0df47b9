package io.stakeout.drill.cloud.iam;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static io.stakeout.drill.cloud.iam.TestCloud.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

class UserCallsTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aUserIsMadeWithPathTagsAndBoundary() {
        User made = iam.createUser(create -> create.userName("bob")
                        .path("/ops/")
                        .permissionsBoundary(READ_ONLY)
                        .tags(tag("team", "red")))
                .user();
        User shown = iam.getUser(get -> get.userName("bob")).user();
        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/ops/bob");
        assertThat(made.userId()).matches("AIDA[A-Z2-7]{16}");
        assertThat(made.createDate()).isEqualTo(cloud.now());
        assertThat(shown).isEqualTo(made);
        assertThat(shown.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(READ_ONLY);
        assertThat(shown.tags()).containsExactly(tag("team", "red"));
    }

    @Test
    void withoutANameItIsTheCallersOwn() {
        assertThat(iam.getUser().user().userName()).isEqualTo("admin");
    }

    @Test
    void aNameIsTakenWhateverItsCase() {
        cloud.refused(
                () -> iam.createUser(create -> create.userName("ADMIN")),
                "EntityAlreadyExists",
                "User with name ADMIN already exists.");
    }

    @Test
    void aNameHasOnlyCertainCharactersAndLength() {
        cloud.refused(
                () -> iam.createUser(create -> create.userName("a b")),
                "ValidationError",
                "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the"
                        + " following: +=,.@_-");
        String tooLong = "x".repeat(65);
        cloud.refused(
                () -> iam.createUser(create -> create.userName(tooLong)),
                "ValidationError",
                "1 validation error detected: Value '" + tooLong
                        + "' at 'userName' failed to satisfy constraint: Member"
                        + " must have length less than or equal to 64");
        cloud.refused(
                () -> iam.createUser(create -> create.userName("bob").path("ops")),
                "ValidationError",
                "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric"
                        + " characters and/or / characters.");
    }

    @Test
    void aBoundaryMustBeAPolicy() {
        String none = "arn:aws:iam::" + ACCOUNT + ":policy/none";
        cloud.refused(
                () -> iam.createUser(create -> create.userName("bob").permissionsBoundary(none)),
                "NoSuchEntity",
                "Scope ARN: " + none + " does not exist or is not attachable.");
        assertThat(cloud.account().user("bob")).isEmpty();
    }

    @Test
    void anUnknownUserIsNotFound() {
        String message = "The user with name nobody cannot be found.";
        cloud.refused(() -> iam.getUser(get -> get.userName("nobody")), "NoSuchEntity", message);
        cloud.refused(() -> iam.deleteUser(delete -> delete.userName("nobody")), "NoSuchEntity", message);
        cloud.refused(() -> iam.listUserTags(list -> list.userName("nobody")), "NoSuchEntity", message);
    }

    @Test
    void usersAreListedPageByPageAndByPath() {
        for (int i = 0; i < 6; i++) {
            String name = "user" + i;
            iam.createUser(create -> create.userName(name).path(name.equals("user0") ? "/" : "/many/"));
        }
        ListUsersResponse first =
                iam.listUsers(list -> list.pathPrefix("/many/").maxItems(2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.users()).extracting(User::userName).containsExactly("user1", "user2");
        assertThat(iam.listUsersPaginator(list -> list.pathPrefix("/many/").maxItems(2)).users().stream()
                        .map(User::userName))
                .containsExactly("user1", "user2", "user3", "user4", "user5");
        assertThat(iam.listUsers().users()).hasSize(7);
        assertThat(iam.listUsers().isTruncated()).isFalse();
    }

    @Test
    void aMarkerOfNobodysIsRefused() {
        cloud.refused(() -> iam.listUsers(list -> list.marker("?")), "ValidationError", "Invalid Marker.");
        cloud.refused(
                () -> iam.listUsers(list -> list.maxItems(1001)),
                "ValidationError",
                "1 validation error detected: Value '1001' at 'maxItems' failed to satisfy constraint: Member must have"
                        + " value less than or equal to 1000");
    }

    @Test
    void tagsComeAndGo() {
        iam.createUser(create -> create.userName("bob"));
        iam.tagUser(tag -> tag.userName("bob").tags(tag("team", "red"), tag("site", "here")));
        iam.tagUser(tag -> tag.userName("bob").tags(tag("team", "blue")));
        iam.untagUser(untag -> untag.userName("bob").tagKeys("site", "never"));
        assertThat(iam.listUserTags(list -> list.userName("bob")).tags()).containsExactly(tag("team", "blue"));
        cloud.refused(
                () -> iam.tagUser(tag -> tag.userName("bob").tags(tag("a", "1"), tag("A", "2"))),
                "InvalidInput",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    @Test
    void thereAreAtMostFiftyTags() {
        iam.createUser(create -> create.userName("bob"));
        for (int i = 0; i < 50; i++) {
            Tag tag = tag("t" + i, "");
            iam.tagUser(one -> one.userName("bob").tags(tag));
        }
        cloud.refused(
                () -> iam.tagUser(tag -> tag.userName("bob").tags(tag("one too many", ""))),
                "LimitExceeded",
                "The number of tags has reached the maximum limit.");
    }

    /** Each in turn, until nothing is left that keeps the user. */
    @Test
    void aUserIsDeletedOnlyWhenNothingIsLeftOfIt() {
        iam.createUser(create -> create.userName("bob"));
        iam.createGroup(create -> create.groupName("team"));
        iam.addUserToGroup(add -> add.userName("bob").groupName("team"));
        iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(DENY_ALL));
        iam.putUserPolicy(put -> put.userName("bob").policyName("p").policyDocument(TestCloud.ALLOW_EVERYTHING));
        String key = iam.createAccessKey(create -> create.userName("bob"))
                .accessKey()
                .accessKeyId();
        iam.createLoginProfile(create -> create.userName("bob").password("long enough"));
        device("bob", "arn:aws:iam::" + ACCOUNT + ":mfa/bob");
        String credential = iam.createServiceSpecificCredential(
                        create -> create.userName("bob").serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential()
                .serviceSpecificCredentialId();

        conflict("must remove users from group first.");
        iam.removeUserFromGroup(remove -> remove.userName("bob").groupName("team"));
        conflict("must detach all policies first.");
        iam.detachUserPolicy(detach -> detach.userName("bob").policyArn(DENY_ALL));
        conflict("must delete policies first.");
        iam.deleteUserPolicy(delete -> delete.userName("bob").policyName("p"));
        conflict("must delete access keys first.");
        iam.deleteAccessKey(delete -> delete.userName("bob").accessKeyId(key));
        conflict("must delete login profile first.");
        iam.deleteLoginProfile(delete -> delete.userName("bob"));
        conflict("must delete MFA device first.");
        iam.deactivateMFADevice(off -> off.userName("bob").serialNumber("arn:aws:iam::" + ACCOUNT + ":mfa/bob"));
        conflict("must delete service specific credentials first.");
        iam.deleteServiceSpecificCredential(delete -> delete.userName("bob").serviceSpecificCredentialId(credential));
        iam.deleteUser(delete -> delete.userName("bob"));
        assertThat(cloud.account().users()).containsOnlyKeys("admin");
    }

    private void conflict(String what) {
        cloud.refused(
                () -> iam.deleteUser(delete -> delete.userName("bob")),
                "DeleteConflict",
                "Cannot delete entity, " + what);
    }

    private void device(String name, String serial) {
        cloud.change(account -> {
            io.stakeout.drill.world.User user = account.user(name).orElseThrow();
            return account.with(user.with(user.credentials().withMfaDevices(List.of(serial))));
        });
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
