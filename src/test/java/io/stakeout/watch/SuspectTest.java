package io.stakeout.watch;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SuspectTest {

    @ParameterizedTest
    @CsvSource({
        "access-key, AKIATFQR7NSC8Q4X20BJ",
        "principal-arn, arn:aws:iam::123837392027:user/bert-jan",
        "principal-arn, arn:aws:iam::123837392027:user/division/a/bert-jan",
        "principal-arn, arn:aws:iam::123837392027:role/ci-deploy",
        "principal-arn, arn:aws:iam::123837392027:root",
        "principal-arn, arn:aws-us-gov:sts::123837392027:assumed-role/ci/session@x",
        "principal-arn, arn:aws:sts::123837392027:federated-user/mallory",
        "principal-id, AIDATFQR7NSC5U6Q3TMDR",
        "principal-id, AROATFQR7NSC5U6Q3TMDR:i-0dbc91f429e48eeed",
        "identity-center-user, 906796fe-10b1-7018-1fa1-3bb2b2f8a1f0",
        "source-identity, alice@example.com",
        "source-ip, 192.168.10.20",
        "source-ip, 2001:db8::1",
    })
    void whatAwsWritesIsUnderstood(String type, String value) {
        assertThat(Suspect.of(type, value, null).value())
                .isEqualTo(value.equals("2001:db8::1") ? "2001:db8:0:0:0:0:0:1" : value);
    }

    @ParameterizedTest
    @CsvSource({
        "access-key, akiatfqr7nsc8q4x20bj",
        "access-key, AKIA****************",
        "access-key, SHORT",
        "principal-arn, arn:aws:iam::123837392027:user/*",
        "principal-arn, arn:aws:iam::123837392027:role/a b",
        "principal-arn, arn:aws:sts::123837392027:assumed-role/ci",
        "principal-arn, arn:aws:s3:::bucket",
        "principal-id, *",
        "user-name, a/b",
        "source-ip, 10.0.0.0/8",
        "source-ip, 999.1.1.1",
        "source-ip, example.com",
        "source-ip, 1:2:3",
        "identity-center-user, x",
        "everything, x",
    })
    void everythingElseIsRefusedWithWhatWouldBeRight(String type, String value) {
        assertThatThrownBy(() -> Suspect.of(type, value, "123837392027"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.detail()).isNotBlank().doesNotContain(value);
                });
    }

    @Test
    void anArnIsPrintableAndNoLongerThanAwsMakesThem() {
        String user = "arn:aws:iam::123837392027:user/";
        assertThat(Suspect.of("principal-arn", user + "p".repeat(512), null).value())
                .endsWith("p");
        for (String name : List.of("x".repeat(3_000), "a\0b", "a\ud800", "a\u202eb")) {
            assertThatThrownBy(() -> Suspect.of("principal-arn", user + name, null))
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void aUserNameNeedsItsAccount() {
        assertThat(Suspect.of("user-name", "bert-jan", "123837392027").account())
                .contains("123837392027");
        assertThatThrownBy(() -> Suspect.of("user-name", "bert-jan", " ")).hasMessageContaining("account");
        assertThatThrownBy(() -> Suspect.of("user-name", "bert-jan", "12")).hasMessageContaining("twelve");
    }

    @Test
    void addressesAreEqualHoweverTheyAreSpelt() {
        assertThat(Suspect.of("source-ip", "2001:DB8:0::1", null))
                .isEqualTo(Suspect.of("source-ip", "2001:db8::1", null));
    }
}
