package io.stakeout.web.security;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeNextTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/incidents/214", "/incidents/214?lane=IMPORT&q=a//b", "/status#lanes"})
    void goesToOurOwnPaths(String next) {
        assertThat(SafeNext.of(next)).isEqualTo(next);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "incidents",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/.//evil.example",
                "/../evil",
                "/a//evil.example",
                "https://evil.example",
                "http:evil.example",
                "javascript:alert(1)",
                " /incidents",
                "/incid\u0000ents",
                "/incidents\r\nSet-Cookie: a=b",
                "/\u2215evil.example",
                "/sign-in?next=/sign-in",
                "/sign-out"
            })
    void goesHomeInsteadOfAnywhereElse(String next) {
        assertThat(SafeNext.of(next)).isEqualTo("/");
    }
}
