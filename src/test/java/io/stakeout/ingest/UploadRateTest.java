package io.stakeout.ingest;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UploadRateTest {

    private static final Instant NOW = Instant.parse("2026-01-10T10:00:00Z");

    private final UploadRate rate = new UploadRate(2);

    @Test
    void oneMoreThanAMinuteAllowsIsRefusedWithTheTimeToWait() {
        rate.take("alice", NOW);
        rate.take("alice", NOW.plusSeconds(10));
        assertThatThrownBy(() -> rate.take("alice", NOW.plusSeconds(20)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY);
                    assertThat(problem.retryAfter()).contains(Duration.ofSeconds(40));
                    assertThat(problem.detail()).contains("not taken");
                });
        rate.take("bob", NOW.plusSeconds(20));
        rate.take("alice", NOW.plusSeconds(60));
    }
}
