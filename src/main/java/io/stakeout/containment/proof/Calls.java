package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What those who were cut have called since, by the time of the event.
 *
 * @param succeeding allowed after the change had spread
 * @param denied refused after the cut-off
 * @param within allowed while the change was spreading
 * @param lastSuccess of the succeeding ones
 * @param lastCall of all
 */
record Calls(long succeeding, long denied, long within, Optional<Instant> lastSuccess, Optional<Instant> lastCall) {

    static final Calls NONE = new Calls(0, 0, 0, Optional.empty(), Optional.empty());

    Calls {
        Objects.requireNonNull(lastSuccess);
        Objects.requireNonNull(lastCall);
    }
}
