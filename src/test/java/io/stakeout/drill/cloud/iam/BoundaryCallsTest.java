package io.stakeout.drill.cloud.iam;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;

import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.Role;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static io.stakeout.drill.cloud.iam.TestCloud.ALLOW_EVERYTHING;
import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static io.stakeout.drill.cloud.iam.TestCloud.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

/** Permissions boundaries, and the roles that nobody but AWS may bound or change. */
class BoundaryCallsTest {

    private static final String PROTECTED =
            "Cannot perform the operation on the protected role 'linked' - this role is" + " only modifiable by AWS";

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @BeforeEach
    void holders() {
        iam.createUser(create -> create.userName("bob"));
        iam.createRole(create -> create.roleName("app").assumeRolePolicyDocument(TestCloud.TRUST_EC2));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aBoundaryLimitsWhoHasIt() {
        try (IamClient eve = cloud.person("eve", ALLOW_EVERYTHING)) {
            iam.putUserPermissionsBoundary(put -> put.userName("eve").permissionsBoundary(READ_ONLY));
            assertThat(eve.getUser().user().userName()).isEqualTo("eve");
            String arn = "arn:aws:iam::" + ACCOUNT + ":user/eve";
            cloud.refused(
                    eve::createAccessKey,
                    "AccessDenied",
                    "User: " + arn + " is not authorized to perform: iam:CreateAccessKey on resource: " + arn
                            + " because no permissions boundary allows the iam:CreateAccessKey action");
        }
    }

    @Test
    void aBoundaryIsPutReplacedAndTakenAway() {
        iam.putUserPermissionsBoundary(put -> put.userName("bob").permissionsBoundary(READ_ONLY));
        iam.putUserPermissionsBoundary(put -> put.userName("bob").permissionsBoundary(DENY_ALL));
        assertThat(iam.getUser(get -> get.userName("bob"))
                        .user()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(DENY_ALL);
        iam.deleteUserPermissionsBoundary(delete -> delete.userName("bob"));
        iam.deleteUserPermissionsBoundary(delete -> delete.userName("bob"));
        assertThat(iam.getUser(get -> get.userName("bob")).user().permissionsBoundary())
                .isNull();
        iam.putRolePermissionsBoundary(put -> put.roleName("app").permissionsBoundary(DENY_ALL));
        assertThat(iam.getRole(get -> get.roleName("app"))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(DENY_ALL);
        iam.deleteRolePermissionsBoundary(delete -> delete.roleName("app"));
        String none = "arn:aws:iam::" + ACCOUNT + ":policy/none";
        cloud.refused(
                () -> iam.putRolePermissionsBoundary(put -> put.roleName("app").permissionsBoundary(none)),
                "NoSuchEntity",
                "Scope ARN: " + none + " does not exist or is not attachable.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/aws-service-role/x.amazonaws.com/", "/aws-reserved/sso.amazonaws.com/"})
    void aRoleOfAwsIsOnlyToBeRead(String path) {
        cloud.change(account -> account.with(
                new Role(cloud.entity(path, "linked", "AROA"), Permissions.NONE, TestCloud.TRUST_EC2, 3_600, "")));
        cloud.refused(
                () -> iam.putRolePolicy(
                        put -> put.roleName("linked").policyName("p").policyDocument(ALLOW_EVERYTHING)),
                "UnmodifiableEntity",
                PROTECTED);
        cloud.refused(
                () -> iam.attachRolePolicy(attach -> attach.roleName("linked").policyArn(DENY_ALL)),
                "UnmodifiableEntity",
                PROTECTED);
        cloud.refused(
                () -> iam.putRolePermissionsBoundary(
                        put -> put.roleName("linked").permissionsBoundary(DENY_ALL)),
                "UnmodifiableEntity",
                PROTECTED);
        cloud.refused(
                () -> iam.updateAssumeRolePolicy(
                        update -> update.roleName("linked").policyDocument(TestCloud.TRUST_EC2)),
                "UnmodifiableEntity",
                PROTECTED);
        cloud.refused(() -> iam.deleteRole(delete -> delete.roleName("linked")), "UnmodifiableEntity", PROTECTED);
    }
}
