package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.cloudtrail.Outcome;

/**
 * A call that took something back of a plan, or tried to. All text is fit for the screen and for storage.
 *
 * @param requestId by which our own calls are known
 * @param caller short, for people
 * @param text who did what, and what it means
 */
record CounterMove(
        long plan,
        String eventId,
        Optional<Instant> eventTime,
        Optional<String> requestId,
        String caller,
        String call,
        Outcome outcome,
        String text) {
    CounterMove {
        Objects.requireNonNull(eventId);
        Objects.requireNonNull(eventTime);
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(call);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(text);
    }
}
