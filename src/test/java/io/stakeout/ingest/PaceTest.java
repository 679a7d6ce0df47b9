package io.stakeout.ingest;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PaceTest {

    private static final Instant STARTED = Instant.parse("2026-01-10T10:00:00Z");
    private static final Instant FIRST = Instant.parse("2023-07-10T11:00:00Z");

    @Test
    void eventsFollowEachOtherAsTheyDidDividedBySpeed() {
        Pace pace = Pace.of("10");
        assertThat(pace.due(Optional.of(FIRST), STARTED)).isEqualTo(STARTED);
        assertThat(pace.due(Optional.of(FIRST.plusSeconds(100)), STARTED.plusSeconds(3)))
                .isEqualTo(STARTED.plusSeconds(10));
        assertThat(pace.due(Optional.of(FIRST.minusSeconds(50)), STARTED.plusSeconds(4)))
                .isBefore(STARTED.plusSeconds(4));
    }

    @Test
    void whatHasNoTimeOrNoPaceIsDueAtOnce() {
        assertThat(Pace.of("10").due(Optional.empty(), STARTED)).isEqualTo(STARTED);
        Pace max = Pace.of("max");
        max.due(Optional.of(FIRST), STARTED);
        assertThat(max.due(Optional.of(FIRST.plusSeconds(1_000)), STARTED)).isEqualTo(STARTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "fast", "NaN", "Infinity", "1e9"})
    void anythingElseIsNoSpeed(String text) {
        assertThatThrownBy(() -> Pace.of(text)).isInstanceOf(Problem.class).hasMessageContaining("max");
    }
}
