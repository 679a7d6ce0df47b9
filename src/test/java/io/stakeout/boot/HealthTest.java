package io.stakeout.boot;

import java.time.Clock;
import java.time.ZoneOffset;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.Mode;
import io.stakeout.testing.WithPostgres;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres
class HealthTest {

    @Inject
    Clock clock;

    @Inject
    Mode mode;

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
}
