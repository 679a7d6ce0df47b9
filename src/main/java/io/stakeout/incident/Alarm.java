package io.stakeout.incident;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.cloudtrail.Outcome;

/**
 * Somebody laid hands on what feeds Stakeout. All text is fit for the screen and for storage.
 *
 * @param eventId of the call; the same call raises one alarm
 * @param call service and event name, for example {@code cloudtrail:StopLogging}: one of a fixed list
 * @param text what happened to which part, by whom, when, with which outcome, and what it means
 * @param alike equal for calls that say the same again
 */
public record Alarm(
        String eventId, Optional<Instant> eventTime, String call, Outcome outcome, String text, String alike) {
    public Alarm {
        Objects.requireNonNull(eventId);
        Objects.requireNonNull(eventTime);
        Objects.requireNonNull(call);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(text);
        Objects.requireNonNull(alike);
    }
}
