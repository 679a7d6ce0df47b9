package io.stakeout.drill.cloud.iam;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.User;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

class GroupCallsTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void usersComeIntoAGroupAndLeaveIt() {
        Group team = iam.createGroup(create -> create.groupName("team").path("/ops/"))
                .group();
        assertThat(team.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":group/ops/team");
        for (String name : List.of("bob", "eve", "kim")) {
            iam.createUser(create -> create.userName(name));
            iam.addUserToGroup(add -> add.userName(name).groupName("team"));
            iam.addUserToGroup(add -> add.userName(name).groupName("team"));
        }
        assertThat(iam.getGroupPaginator(get -> get.groupName("team").maxItems(2))
                        .users())
                .extracting(User::userName)
                .containsExactly("bob", "eve", "kim");
        iam.removeUserFromGroup(remove -> remove.userName("eve").groupName("team"));
        iam.removeUserFromGroup(remove -> remove.userName("eve").groupName("team"));
        assertThat(iam.getGroup(get -> get.groupName("team")).users())
                .extracting(User::userName)
                .containsExactly("bob", "kim");
        assertThat(iam.listGroupsForUser(list -> list.userName("bob")).groups()).containsExactly(team);
        assertThat(iam.listGroupsForUser(list -> list.userName("eve")).groups()).isEmpty();
        assertThat(iam.listGroups(list -> list.pathPrefix("/ops/")).groups()).containsExactly(team);
        assertThat(iam.listGroups(list -> list.pathPrefix("/else/")).groups()).isEmpty();
    }

    @Test
    void whatAGroupMayItsMembersMay() {
        try (IamClient bob = cloud.person("bob", TestCloud.document("Deny", "s3:*"))) {
            String refusal = "User: arn:aws:iam::" + ACCOUNT
                    + ":user/bob is not authorized to perform: iam:ListUsers on"
                    + " resource: arn:aws:iam::" + ACCOUNT + ":user/ because no identity-based policy allows the"
                    + " iam:ListUsers action";
            cloud.refused(bob::listUsers, "AccessDenied", refusal);
            iam.createGroup(create -> create.groupName("team"));
            iam.putGroupPolicy(put ->
                    put.groupName("team").policyName("p").policyDocument(TestCloud.document("Allow", "iam:List*")));
            iam.addUserToGroup(add -> add.userName("bob").groupName("team"));
            assertThat(bob.listUsers().users()).hasSize(2);
        }
    }

    @Test
    void aGroupMustBeThereAndItsNameFree() {
        iam.createGroup(create -> create.groupName("team"));
        cloud.refused(
                () -> iam.createGroup(create -> create.groupName("Team")),
                "EntityAlreadyExists",
                "Group with name Team already exists.");
        cloud.refused(
                () -> iam.addUserToGroup(add -> add.userName("admin").groupName("none")),
                "NoSuchEntity",
                "The group with name none cannot be found.");
        cloud.refused(
                () -> iam.removeUserFromGroup(remove -> remove.userName("none").groupName("team")),
                "NoSuchEntity",
                "The user with name none cannot be found.");
    }

    @Test
    void aUserIsInTenGroupsAtMost() {
        for (int i = 0; i < 11; i++) {
            String name = "team" + i;
            iam.createGroup(create -> create.groupName(name));
        }
        for (int i = 0; i < 10; i++) {
            String name = "team" + i;
            iam.addUserToGroup(add -> add.userName("admin").groupName(name));
        }
        cloud.refused(
                () -> iam.addUserToGroup(add -> add.userName("admin").groupName("team10")),
                "LimitExceeded",
                "Cannot exceed quota for GroupsPerUser: 10");
    }

    @Test
    void aGroupIsDeletedOnlyWhenNothingIsLeftOfIt() {
        iam.createGroup(create -> create.groupName("team"));
        iam.addUserToGroup(add -> add.userName("admin").groupName("team"));
        iam.attachGroupPolicy(attach -> attach.groupName("team").policyArn(TestCloud.READ_ONLY));
        iam.putGroupPolicy(put -> put.groupName("team").policyName("p").policyDocument(TestCloud.ALLOW_EVERYTHING));
        conflict("must remove users from group first.");
        iam.removeUserFromGroup(remove -> remove.userName("admin").groupName("team"));
        conflict("must detach all policies first.");
        iam.detachGroupPolicy(detach -> detach.groupName("team").policyArn(TestCloud.READ_ONLY));
        conflict("must delete policies first.");
        iam.deleteGroupPolicy(delete -> delete.groupName("team").policyName("p"));
        iam.deleteGroup(delete -> delete.groupName("team"));
        assertThat(cloud.account().groups()).isEmpty();
    }

    private void conflict(String what) {
        cloud.refused(
                () -> iam.deleteGroup(delete -> delete.groupName("team")),
                "DeleteConflict",
                "Cannot delete entity, " + what);
    }
}
