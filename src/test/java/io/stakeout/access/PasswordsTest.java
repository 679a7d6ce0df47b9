package io.stakeout.access;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordsTest {

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 71, 72})
    void takesTwelveToSeventyTwoBytes(int length) {
        assertThatCode(() -> Passwords.check("x".repeat(length))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "eleven-char"})
    void refusesShortOnes(String password) {
        assertThatThrownBy(() -> Passwords.check(password))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("password: is shorter than 12 bytes");
    }

    @Test
    void refusesMoreThanBcryptCanSee() {
        assertThatThrownBy(() -> Passwords.check("x".repeat(73))).hasMessageContaining("longer than 72 bytes");
    }

    @Test
    void countsBytesNotCharacters() {
        assertThatThrownBy(() -> Passwords.check("\u20ac".repeat(25))).hasMessageContaining("longer than 72 bytes");
    }

    @Test
    void refusesNul() {
        assertThatThrownBy(() -> Passwords.check("twelve\0chars!")).hasMessageContaining("NUL");
    }

    @Test
    void opaqueSecretsDiffer() {
        assertThat(Secrets.fresh()).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(Secrets.fresh());
    }

    @Test
    void nobodyPrintsAPassword() {
        assertThat(NewOperator.simple("alice", Role.ADMIN, "a-good-password").toString())
                .doesNotContain("a-good-password");
        assertThat(new OperatorChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("a-good-password"))
                        .toString())
                .doesNotContain("a-good-password");
    }
}
