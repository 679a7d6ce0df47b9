package io.stakeout.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LookbackTest {

    private static final Instant NOON = Instant.parse("2023-07-10T12:00:00Z");

    @Test
    void whatIsTooOldIsDroppedWhenSomethingComes() {
        Lookback lookback = new Lookback(1_000_000, Duration.ofMinutes(15));
        lookback.append(new byte[10], NOON, NOON);
        lookback.append(new byte[20], NOON.plusSeconds(60), NOON.plusSeconds(60));
        Instant later = NOON.plusSeconds(15 * 60 + 1);
        lookback.append(new byte[30], later, later);
        assertThat(lookback.blocks()).extracting(block -> block.data().length).containsExactly(20, 30);
        assertThat(lookback.extent().since()).contains(NOON.plusSeconds(60));
    }

    @Test
    void itNeverHoldsMoreThanItMayButForTheNewest() {
        Lookback lookback = new Lookback(10_000, Duration.ofMinutes(15));
        for (int i = 0; i < 50; i++) {
            lookback.append(new byte[1_000], NOON.plusSeconds(i), NOON.plusSeconds(i));
            assertThat(lookback.extent().bytes()).isLessThanOrEqualTo(10_000);
        }
        assertThat(lookback.blocks()).hasSizeBetween(5, 9);
        assertThat(lookback.blocks().get(lookback.extent().blocks() - 1).arrivedAt())
                .isEqualTo(NOON.plusSeconds(49));
        lookback.append(new byte[50_000], NOON.plusSeconds(50), NOON.plusSeconds(50));
        assertThat(lookback.blocks()).hasSize(1);
    }

    @Test
    void whatIsRefilledStandsWhereItArrived() {
        Lookback lookback = new Lookback(10_000, Duration.ofMinutes(15));
        lookback.append(new byte[2], NOON.plusSeconds(2), NOON.plusSeconds(2));
        lookback.append(new byte[1], NOON.plusSeconds(1), NOON.plusSeconds(3));
        lookback.append(new byte[3], NOON.plusSeconds(2), NOON.plusSeconds(3));
        assertThat(lookback.blocks()).extracting(block -> block.data().length).containsExactly(1, 2, 3);
    }

    @Test
    void aBlockIsSkippedOnlyWhenItIsKnownWhoIsInIt() {
        IdentifierTable eve = Watchlist.of(
                        List.of(new Watch(1, Suspect.of("access-key", "AKIAEVE000000000EVE0", null))))
                .identifiers();
        Lookback.Block block = new Lookback(1_000, Duration.ofMinutes(15)).append(new byte[1], NOON, NOON);
        assertThat(block.mayConcern(eve)).as("nobody has said who is in it").isTrue();
        block.identities(new long[] {0});
        assertThat(block.mayConcern(eve)).isFalse();
        block.identities(new long[] {-1});
        assertThat(block.mayConcern(eve)).isTrue();
        block.identities(null);
        assertThat(block.mayConcern(eve)).isTrue();
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> new Lookback(-1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
