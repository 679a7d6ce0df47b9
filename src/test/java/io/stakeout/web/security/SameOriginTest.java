package io.stakeout.web.security;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SameOriginTest {

    private final SameOrigin local = new SameOrigin(new PublicUrl(Optional.empty()), "127.0.0.1");
    private final SameOrigin published =
            new SameOrigin(new PublicUrl(Optional.of("https://stakeout.example.org")), "0.0.0.0");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // host, origin, fetch site, cookie, passes
                "localhost:8080, http://localhost:8080, same-origin, true, true",
                "127.0.0.1:8080, http://127.0.0.1:8080, -, true, true",
                "[::1]:8080, http://[::1]:8080, -, true, true",
                "localhost:8080, http://localhost:9090, -, true, false",
                "localhost:8080, https://localhost:8080, -, true, false",
                "localhost:8080, http://127.0.0.1:8080, same-site, true, false",
                "localhost:8080, http://evil.example, cross-site, true, false",
                "localhost:8080, http://evil.example, -, false, false",
                "localhost:8080, null, cross-site, true, false",
                "localhost:8080, '', -, true, false",
                "localhost:8080, -, same-origin, true, true",
                "localhost:8080, -, none, false, true",
                "localhost:8080, -, none, true, false",
                "localhost:8080, -, cross-site, false, false",
                "localhost:8080, -, same-site, true, false",
                "localhost:8080, -, -, true, false",
                "localhost:8080, -, -, false, true",
                "evil.example:8080, http://evil.example:8080, same-origin, true, false",
                "-, -, -, false, false",
            })
    void onLoopback(String host, String origin, String fetchSite, boolean cookie, boolean passes) {
        assertThat(local.check(new SameOrigin.Facts("http", host, origin, fetchSite, cookie))
                        .isEmpty())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "stakeout.example.org, https://stakeout.example.org, true",
                "STAKEOUT.example.org, https://stakeout.example.org, true",
                "stakeout.example.org, https://stakeout.example.org.evil.example, false",
                "stakeout.example.org, https://evil.example, false",
                "stakeout.example.org.evil.example, https://stakeout.example.org, false",
                "localhost:8080, http://localhost:8080, false",
                "10.0.0.7:8080, http://10.0.0.7:8080, false",
            })
    void behindAPublicAddress(String host, String origin, boolean passes) {
        assertThat(published
                        .check(new SameOrigin.Facts("http", host, origin, null, true))
                        .isEmpty())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "localhost, true",
                "LOCALHOST:8080, true",
                "127.0.0.1:1, true",
                "[::1], true",
                "localhost.evil.example, false",
                "127.0.0.1.evil.example:8080, false",
                "evil.example, false",
                "'', false",
                "-, false",
            })
    void namesThatPointAtLoopbackAreRefused(String host, boolean passes) {
        assertThat(local.checkHost(new SameOrigin.Facts("http", host, null, null, false))
                        .isEmpty())
                .isEqualTo(passes);
    }
}
