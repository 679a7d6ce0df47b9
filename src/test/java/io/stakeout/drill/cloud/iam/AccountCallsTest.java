package io.stakeout.drill.cloud.iam;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.UserDetail;

import io.stakeout.drill.world.InstanceProfile;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.ALLOW_EVERYTHING;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is asked of a whole account, and its instance profiles. */
class AccountCallsTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @BeforeEach
    void anAccount() {
        iam.createGroup(create -> create.groupName("team"));
        iam.createUser(create -> create.userName("bob").permissionsBoundary(DENY_ALL));
        iam.addUserToGroup(add -> add.userName("bob").groupName("team"));
        iam.attachUserPolicy(attach -> attach.userName("bob").policyArn(TestCloud.READ_ONLY));
        iam.putUserPolicy(put -> put.userName("bob").policyName("own").policyDocument(ALLOW_EVERYTHING));
        iam.createRole(create -> create.roleName("app").assumeRolePolicyDocument(TestCloud.TRUST_EC2));
        iam.createPolicy(create -> create.policyName("p").policyDocument(ALLOW_EVERYTHING));
        cloud.change(
                account -> account.with(new InstanceProfile(cloud.entity("/m/", "machine", "AIPA"), List.of("app"))));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void everythingThatDecidesIsTold() {
        GetAccountAuthorizationDetailsResponse all = iam.getAccountAuthorizationDetails();
        assertThat(all.userDetailList()).extracting(UserDetail::userName).containsExactly("admin", "bob");
        UserDetail bob = all.userDetailList().get(1);
        assertThat(bob.groupList()).containsExactly("team");
        assertThat(bob.attachedManagedPolicies()).hasSize(1);
        assertThat(bob.userPolicyList().get(0).policyDocument()).startsWith("%7B");
        assertThat(bob.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(DENY_ALL);
        assertThat(all.groupDetailList()).hasSize(1);
        assertThat(all.roleDetailList().get(0).instanceProfileList()).hasSize(1);
        assertThat(all.policies())
                .extracting(policy -> policy.policyName())
                .containsExactly("p", "AWSDenyAll", "ReadOnlyAccess");
        assertThat(all.policies().get(0).policyVersionList().get(0).document()).startsWith("%7B");
    }

    @Test
    void onlyWhatIsWantedIsTold() {
        GetAccountAuthorizationDetailsResponse some =
                iam.getAccountAuthorizationDetails(get -> get.filter(EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY));
        assertThat(some.userDetailList()).isEmpty();
        assertThat(some.roleDetailList()).hasSize(1);
        assertThat(some.policies()).hasSize(1);
    }

    @Test
    void itIsToldPageByPage() {
        var pages = iam.getAccountAuthorizationDetailsPaginator(get -> get.maxItems(2)).stream()
                .toList();
        assertThat(pages).hasSize(4);
        assertThat(pages.stream().mapToInt(page -> page.userDetailList().size()).sum())
                .isEqualTo(2);
        assertThat(pages.stream().mapToInt(page -> page.policies().size()).sum())
                .isEqualTo(3);
    }

    @Test
    void theSummaryCounts() {
        var summary = iam.getAccountSummary().summaryMap();
        assertThat(summary)
                .containsEntry(SummaryKeyType.USERS, 2)
                .containsEntry(SummaryKeyType.GROUPS, 1)
                .containsEntry(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, 2);
        assertThat(summary.keySet()).doesNotContain(SummaryKeyType.UNKNOWN_TO_SDK_VERSION);
        assertThat(iam.listAccountAliases().accountAliases()).isEmpty();
    }

    @Test
    void instanceProfilesAreShown() {
        var machine = iam.getInstanceProfile(get -> get.instanceProfileName("machine"))
                .instanceProfile();
        assertThat(machine.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":instance-profile/m/machine");
        assertThat(machine.roles()).hasSize(1);
        assertThat(iam.listInstanceProfiles().instanceProfiles()).hasSize(1);
        assertThat(iam.listInstanceProfiles(list -> list.pathPrefix("/n/")).instanceProfiles())
                .isEmpty();
        assertThat(iam.listInstanceProfilesForRole(list -> list.roleName("app")).instanceProfiles())
                .hasSize(1);
        cloud.refused(
                () -> iam.getInstanceProfile(get -> get.instanceProfileName("none")),
                "NoSuchEntity",
                "Instance Profile none cannot be found.");
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() {
        IamException refusal = catchThrowableOfType(IamException.class, iam::listSAMLProviders);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
        assertThat(cloud.cloud().journal().notImplemented()).containsExactly("iam:ListSAMLProviders");
    }

    @Test
    void everyCallHasAnotherName() {
        assertThat(IamOperations.all().stream().map(operation -> operation.name()))
                .doesNotHaveDuplicates()
                .hasSize(92);
    }
}
