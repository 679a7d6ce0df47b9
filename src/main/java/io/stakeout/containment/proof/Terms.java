package io.stakeout.containment.proof;

import java.time.Duration;
import java.util.Objects;

import io.stakeout.containment.control.ContainmentConfig;

/**
 * What a proof takes.
 *
 * @param propagation after which a change counts everywhere
 * @param window how long no call may succeed
 * @param unprovenAfter after which a place that doesn't go on is silent
 */
record Terms(Duration propagation, Duration window, Duration unprovenAfter) {
    Terms {
        Objects.requireNonNull(propagation);
        Objects.requireNonNull(window);
        Objects.requireNonNull(unprovenAfter);
    }

    static Terms of(ContainmentConfig config) {
        return new Terms(config.propagation(), config.quietWindow(), config.unprovenAfter());
    }
}
