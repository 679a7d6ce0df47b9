package io.stakeout.web.security;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OpenPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/sign-out",
                "/q/health",
                "/q/health/ready",
                "/assets/room.js",
                "/favicon.svg",
                "/api/signals/risk",
                "/api/slack/events",
                "/api/slack/commands",
                "/api/slack/interactivity",
                "/api/signals/eventbridge"
            })
    void open(String path) {
        assertThat(OpenPaths.open(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-in/",
                "/sign-in;x",
                "/sign-inside",
                "/q/healthy",
                "/q/metrics",
                "/q/openapi",
                "/q/health;x/",
                "/assets",
                "/assets/;/api",
                "/assets/%2e%2e/api/operators",
                "/api/me",
                "/favicon.svg/x",
                "/api/signals",
                "/api/signals/",
                "/api/signals/1",
                "/api/signals/risk/",
                "/api/signals/risk;x",
                "/api/signals/risk/x",
                "/api/slack",
                "/api/slack/events/",
                "/api/slack/other",
                "/api/signals/eventbridge2",
                "/ws/incidents/1"
            })
    void closed(String path) {
        assertThat(OpenPaths.open(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/room-4f3a9c1b.js, 200, 'public, max-age=31536000, immutable'",
        "/assets/room-4f3a9c1b.js, 404, no-store",
        "/assets/room.js, 200, no-cache",
        "/favicon.svg, 200, no-cache",
        "/, 200, no-store",
        "/api/me, 200, no-store",
        "/incidents/assets/room-4f3a9c1b.js, 200, no-store",
    })
    void cachesOnlyWhatNeverChanges(String path, int status, String caching) {
        assertThat(SecurityHeaders.caching(path, status)).isEqualTo(caching);
    }
}
