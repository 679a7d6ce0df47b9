package io.stakeout.drill.cloud.iam;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.LoginProfile;

import static org.assertj.core.api.Assertions.assertThat;

class LoginCallsTest {

    private static final String TOO_SHORT = "Password should have a minimum length of 8";

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @BeforeEach
    void aUser() {
        iam.createUser(create -> create.userName("bob"));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aPasswordIsSetChangedAndTakenAway() {
        LoginProfile made = iam.createLoginProfile(
                        create -> create.userName("bob").password("12345678").passwordResetRequired(true))
                .loginProfile();
        assertThat(made.passwordResetRequired()).isTrue();
        assertThat(shown()).isEqualTo(made);
        iam.updateLoginProfile(update -> update.userName("bob").passwordResetRequired(false));
        assertThat(shown().passwordResetRequired()).isFalse();
        iam.updateLoginProfile(update -> update.userName("bob").password("another one"));
        assertThat(shown().createDate()).isEqualTo(made.createDate());
        iam.deleteLoginProfile(delete -> delete.userName("bob"));
        assertThat(cloud.account().user("bob").orElseThrow().credentials().login())
                .isEmpty();
    }

    private LoginProfile shown() {
        return iam.getLoginProfile(get -> get.userName("bob")).loginProfile();
    }

    @Test
    void thereIsOnePassword() {
        iam.createLoginProfile(create -> create.userName("bob").password("12345678"));
        cloud.refused(
                () -> iam.createLoginProfile(create -> create.userName("bob").password("12345678")),
                "EntityAlreadyExists",
                "Login Profile for user bob already exists.");
    }

    @Test
    void aShortPasswordIsRefused() {
        cloud.refused(
                () -> iam.createLoginProfile(create -> create.userName("bob").password("1234567")),
                "PasswordPolicyViolation",
                TOO_SHORT);
        iam.createLoginProfile(create -> create.userName("bob").password("12345678"));
        cloud.refused(
                () -> iam.updateLoginProfile(update -> update.userName("bob").password("1234567")),
                "PasswordPolicyViolation",
                TOO_SHORT);
    }

    @Test
    void whoHasNoPasswordHasNothingToChange() {
        String message = "Login Profile for User bob cannot be found.";
        cloud.refused(() -> iam.getLoginProfile(get -> get.userName("bob")), "NoSuchEntity", message);
        cloud.refused(
                () -> iam.updateLoginProfile(update -> update.userName("bob").password("12345678")),
                "NoSuchEntity",
                message);
        cloud.refused(() -> iam.deleteLoginProfile(delete -> delete.userName("bob")), "NoSuchEntity", message);
    }

    @Test
    void aUserChangesItsOwnPassword() {
        try (IamClient eve = cloud.person("eve", TestCloud.ALLOW_EVERYTHING)) {
            eve.createLoginProfile(create -> create.password("12345678").passwordResetRequired(true));
            eve.changePassword(change -> change.oldPassword("12345678").newPassword("123456789"));
            assertThat(eve.getLoginProfile(get -> get.userName("eve"))
                            .loginProfile()
                            .passwordResetRequired())
                    .isFalse();
            cloud.refused(
                    () -> eve.changePassword(
                            change -> change.oldPassword("123456789").newPassword("short")),
                    "PasswordPolicyViolation",
                    TOO_SHORT);
        }
    }
}
