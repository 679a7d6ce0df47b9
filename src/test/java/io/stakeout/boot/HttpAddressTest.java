package io.stakeout.boot;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpAddressTest {

    @ParameterizedTest
    @EnumSource(Mode.class)
    void isLoopbackUnlessSaid(Mode mode) {
        assertThat(HttpAddress.of(mode, environment(Map.of()))).isEqualTo(new HttpAddress("127.0.0.1", 8080));
    }

    @Test
    void systemPropertiesWinOverTheEnvironment() {
        Environment both = new Environment(Map.of("quarkus.http.port", "1"), Map.of("QUARKUS_HTTP_PORT", "2"));

        assertThat(HttpAddress.of(Mode.SERVE, both).port()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "example.test", "127.0.0.1.example.test", "127.1", "*"})
    void aRehearsalRefusesOtherHosts(String host) {
        Environment open = environment(Map.of("QUARKUS_HTTP_HOST", host));

        assertThatThrownBy(() -> HttpAddress.of(Mode.DRILL, open))
                .hasMessageContaining("A drill listens on this machine");
        assertThatThrownBy(() -> HttpAddress.of(Mode.REPLAY, open)).hasMessageContaining("A replay listens on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void aRehearsalAcceptsLoopback(String host) {
        assertThat(HttpAddress.of(Mode.DRILL, environment(Map.of("QUARKUS_HTTP_HOST", host)))
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "8080a"})
    void aPortIsANumber(String port) {
        assertThatThrownBy(() -> HttpAddress.of(Mode.SERVE, environment(Map.of("QUARKUS_HTTP_PORT", port))))
                .hasMessage("QUARKUS_HTTP_PORT must be a number from 0 to 65535, but is '" + port + "'.");
    }

    @Test
    void servingANetworkWithoutAPublicAddressWarns() {
        Map<String, String> open = Map.of("QUARKUS_HTTP_HOST", "0.0.0.0");
        Map<String, String> told = Map.of("QUARKUS_HTTP_HOST", "0.0.0.0", "STAKEOUT_PUBLIC_URL", "https://ir.example");

        assertThat(warning(open)).contains("STAKEOUT_PUBLIC_URL is not set");
        assertThat(warning(told)).isEmpty();
        assertThat(warning(Map.of())).isEmpty();
    }

    private static String warning(Map<String, String> variables) {
        Environment environment = environment(variables);
        return HttpAddress.of(Mode.SERVE, environment).warning(environment).orElse("");
    }

    @Test
    void aTakenPortIsNoticedBeforeAnythingStarts() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            HttpAddress taken = new HttpAddress("127.0.0.1", other.getLocalPort());

            assertThatThrownBy(taken::requireFree).hasMessageContaining("can't listen on 127.0.0.1:" + taken.port());
        }
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(Map.of(), variables);
    }
}
