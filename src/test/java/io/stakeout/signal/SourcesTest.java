package io.stakeout.signal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Mode;
import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sources as the environment sets them. */
class SourcesTest {

    @Test
    void theEnvironmentNamesSecretsAndAccounts() {
        ReceptionConfig config = config(Map.of(
                "STAKEOUT_SIGNALS_SECRETS_SIEM", "a-secret-of-the-siem,another-one-of-the-siem",
                "STAKEOUT_SIGNALS_ACCOUNTS_SIEM", "111122223333,444455556666"));
        assertThat(config.secrets()).containsOnlyKeys("siem");
        assertThat(config.accounts()).containsExactly(Map.entry("siem", List.of("111122223333", "444455556666")));
        Sources sources = new Sources(config, Mode.SERVE);
        assertThatCode(() -> sources.requireBound("siem", Set.of("444455556666")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> sources.requireBound("siem", Set.of("444455556666", "999988887777")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("999988887777");
        assertThatThrownBy(() -> sources.requireBound("siem", Set.of())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> sources.requireBound("other", Set.of("111122223333")))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "too-short",
                "a-secret-of-the-siem,",
                "a-secret-of-the-siem,short",
                "a-secret-of-the-siem,another-one-of-the-siem,a-third-one-of-the-siem",
                "drill-signals-secret",
                "a-secret-of-the-siem, drill-signals-secret"
            })
    void aSecretThatIsNoneStopsTheStartAndIsNotTold(String secrets) {
        ReceptionConfig config = config(Map.of("STAKEOUT_SIGNALS_SECRETS_SIEM", secrets));
        assertThatThrownBy(() -> new Sources(config, Mode.SERVE))
                .hasMessageStartingWith("stakeout.signals.secrets.siem: ")
                .hasMessageNotContaining("of-the-siem");
    }

    @Test
    void thePublicSecretOpensADrill() {
        ReceptionConfig config = config(Map.of("STAKEOUT_SIGNALS_SECRETS_DRILL", "drill-signals-secret"));
        assertThatCode(() -> new Sources(config, Mode.DRILL)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Sources(config, Mode.REPLAY)).hasMessageContaining("public");
    }

    private static ReceptionConfig config(Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ReceptionConfig.class)
                .build();
        return config.getConfigMapping(ReceptionConfig.class);
    }
}
