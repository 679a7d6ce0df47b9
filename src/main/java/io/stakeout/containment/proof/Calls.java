package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What those who were cut have called since, by the time of the event.
 *
 * @param succeeding allowed after the change had spread, although a step should have stopped it
 * @param denied refused after the cut-off
 * @param within allowed while the change was spreading
 * @param lastSuccess of the succeeding ones
 * @param lastCall of all
 * @param leftOpen what no step stops
 */
record Calls(
        long succeeding,
        long denied,
        long within,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastCall,
        LeftOpen leftOpen) {

    static final Calls NONE = new Calls(0, 0, 0, Optional.empty(), Optional.empty(), LeftOpen.NONE);

    Calls {
        Objects.requireNonNull(lastSuccess);
        Objects.requireNonNull(lastCall);
        Objects.requireNonNull(leftOpen);
    }
}
