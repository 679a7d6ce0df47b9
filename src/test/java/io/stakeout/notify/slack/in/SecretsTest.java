package io.stakeout.notify.slack.in;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);

    @TempDir
    Path directory;

    private record Settings(
            Optional<String> signingSecret,
            Optional<Path> signingSecretFile,
            Optional<String> appToken,
            Optional<Path> appTokenFile)
            implements InboundConfig {
        @Override
        public Optional<List<String>> workspaces() {
            return Optional.empty();
        }

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public int waiting() {
            return 1;
        }
    }

    private static Secrets signing(String secret) {
        return new Secrets(new Settings(Optional.of(secret), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Secrets file(Path file) {
        return new Secrets(new Settings(Optional.empty(), Optional.of(file), Optional.empty(), Optional.empty()));
    }

    private static boolean opens(Secrets secrets, String secret) {
        String at = Long.toString(NOW.getEpochSecond());
        byte[] body = "x".getBytes(StandardCharsets.UTF_8);
        return secrets.signature()
                .refusal(new Delivered(at, SlackPerson.signature(secret, at, body), body), NOW)
                .isEmpty();
    }

    @Test
    void oneOrTwoSecretsByValueOrByFile() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "secret-number-one, secret-number-two\n");

        assertThat(opens(signing("secret-number-one"), "secret-number-one")).isTrue();
        assertThat(opens(signing("secret-number-one"), "secret-number-two")).isFalse();
        assertThat(opens(file(file), "secret-number-one")).isTrue();
        assertThat(opens(file(file), "secret-number-two")).isTrue();
        assertThat(opens(file(file), "secret-number-one, secret-number-two")).isFalse();
    }

    @Test
    void withoutAnyNothingOpens() {
        Secrets none =
                new Secrets(new Settings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(none.signature().armed()).isFalse();
        assertThat(none.appToken()).isEmpty();
        assertThat(opens(none, "any-secret-of-somebody")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "secret-number-one,",
                "secret-number-one,short",
                "secret-number-one,secret-number-two,secret-number-three"
            })
    void aSecretThatCannotBeUsedStopsTheStart(String secret) {
        assertThatThrownBy(() -> signing(secret))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stakeout.slack.signing-secret")
                .hasMessageNotContaining("number");
    }

    @Test
    void aFileThatCannotBeReadOrIsEmptyStopsTheStart() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThatThrownBy(() -> file(directory.resolve("none"))).hasMessageContaining("can't be read");
        assertThatThrownBy(() -> file(empty)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> file(Files.writeString(directory.resolve("large"), "x".repeat(5_000))))
                .hasMessageContaining("too large");
    }

    @Test
    void anAppTokenIsOne() {
        assertThatThrownBy(() -> new Secrets(
                        new Settings(Optional.empty(), Optional.empty(), Optional.of("xoxb-123"), Optional.empty())))
                .hasMessageContaining("begins with xapp-")
                .hasMessageNotContaining("123");
        Path token = directory.resolve("token");
        assertThatThrownBy(() -> new Secrets(
                        new Settings(Optional.empty(), Optional.empty(), Optional.of("xapp-1"), Optional.of(token))))
                .hasMessageContaining("give one of them");
    }
}
