package io.stakeout.boot;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import io.stakeout.Mode;
import io.stakeout.ReadyLine;
import io.stakeout.testing.WithPostgres;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres
class StartedApplicationTest {

    @Inject
    Clock clock;

    @Inject
    Mode mode;

    @Inject
    ReadyBanner banner;

    @Test
    void anApplicationWithItsDatabaseIsReady() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void timeIsTakenFromTheSystemInUtc() {
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void aTestServes() {
        assertThat(mode).isEqualTo(Mode.SERVE);
    }

    @Test
    void theBannerNamesTheRealPortAndSaysWhatFeaturesAdd() {
        assertThat(banner.lines("127.0.0.1"))
                .contains("Stakeout is ready: http://127.0.0.1:" + RestAssured.port)
                .contains("Sign in as nobody.");
    }

    /** What a feature would add. */
    @Singleton
    static class Greeting implements ReadyLine {
        @Override
        public List<String> lines() {
            return List.of("Sign in as nobody.");
        }
    }
}
