package io.stakeout.containment.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one place has proved that it still delivers. It goes forward when events of others have come from there and the
 * newest event is newer than before; calls of the watched alone move nothing, since they end with the cut.
 *
 * <p>A lane's events and the watched ones among them are counted by different hands, seconds apart. So the events of
 * the look before are compared with the watched of this one, which has had the time to count them; and only more
 * others than there ever were are more. Both err towards silence.
 *
 * @param events of everybody, at the last look
 * @param own of the watched, at the last look
 * @param watermark the newest event time at the last look
 * @param others the most events of others so far; empty at first
 * @param provenUntil event time up to which others were seen
 * @param advancedAt when that moved last, or when the place was seen first
 */
record PlaceClock(
        Place place,
        long events,
        long own,
        Optional<Instant> watermark,
        OptionalLong others,
        Optional<Instant> provenUntil,
        Instant advancedAt) {

    PlaceClock {
        Objects.requireNonNull(place);
        Objects.requireNonNull(watermark);
        Objects.requireNonNull(others);
        Objects.requireNonNull(provenUntil);
        Objects.requireNonNull(advancedAt);
    }

    static PlaceClock first(PlaceSeen seen, Instant now) {
        return new PlaceClock(
                seen.place(), seen.events(), seen.own(), clamp(seen, now), OptionalLong.empty(), Optional.empty(), now);
    }

    PlaceClock look(PlaceSeen seen, Instant now) {
        if (seen.events() < events) {
            return startOver(seen, now);
        }
        long found = events - seen.own();
        long most = others.orElse(Math.max(found, events - own));
        boolean more = found > most;
        boolean further = more
                && watermark.isPresent()
                && provenUntil.map(watermark.get()::isAfter).orElse(true);
        return new PlaceClock(
                place,
                seen.events(),
                seen.own(),
                clamp(seen, now),
                OptionalLong.of(Math.max(found, most)),
                further ? watermark : provenUntil,
                further ? now : advancedAt);
    }

    /** The lane's count was forgotten and began anew. */
    private PlaceClock startOver(PlaceSeen seen, Instant now) {
        return new PlaceClock(
                place, seen.events(), seen.own(), clamp(seen, now), OptionalLong.empty(), provenUntil, advancedAt);
    }

    /** CloudTrail tells whole seconds; a forged time must not run ahead of ours. */
    private static Optional<Instant> clamp(PlaceSeen seen, Instant now) {
        return seen.newest().map(time -> (time.isAfter(now) ? now : time).truncatedTo(ChronoUnit.SECONDS));
    }

    boolean silent(Instant now, Duration after) {
        return advancedAt.plus(after).isBefore(now);
    }

    /** Whether it has proved anything after a moment. */
    boolean past(Instant start) {
        return provenUntil.filter(start::isBefore).isPresent();
    }
}
