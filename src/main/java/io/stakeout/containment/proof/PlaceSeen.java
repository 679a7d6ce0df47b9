package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a look found at a place.
 *
 * @param events that the lane has brought from there, of everybody
 * @param own how many of them may be calls of those who are watched, copies included
 * @param newest the newest event time among them
 */
record PlaceSeen(Place place, long events, long own, Optional<Instant> newest) {
    PlaceSeen {
        Objects.requireNonNull(place);
        Objects.requireNonNull(newest);
    }
}
