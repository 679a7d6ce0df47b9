package io.stakeout.containment.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * For how long no call has succeeded, in the time of events and as far as every place proves it. A stretch of which a
 * place tells nothing is not counted, also when the place comes back: the clock then goes on from there. A success or a
 * new cut sets it back to nothing. Immutable; whole seconds.
 *
 * @param since the cut with its propagation, or the last success after it
 * @param countedUntil event time up to which it was decided whether it counts
 * @param quiet what counts of it
 */
record QuietClock(Instant since, Instant countedUntil, Duration quiet, Map<Place, PlaceClock> places) {

    /**
     * What a look has to go by.
     *
     * @param start from when on no call may succeed
     * @param gap a jump in the time of a place's events beyond which it told nothing in between
     */
    record Look(Instant start, Optional<Instant> lastSuccess, List<PlaceSeen> seen, Instant now, Duration gap) {
        Look {
            Objects.requireNonNull(start);
            Objects.requireNonNull(lastSuccess);
            seen = List.copyOf(seen);
            Objects.requireNonNull(now);
            Objects.requireNonNull(gap);
        }
    }

    QuietClock {
        Objects.requireNonNull(since);
        Objects.requireNonNull(countedUntil);
        Objects.requireNonNull(quiet);
        places = Map.copyOf(places);
    }

    static QuietClock at(Instant start) {
        Instant second = upToSecond(start);
        return new QuietClock(second, second, Duration.ZERO, Map.of());
    }

    QuietClock look(Look look) {
        Instant start = upToSecond(look.start());
        QuietClock before = start.isAfter(since) ? at(start) : this;
        return before.since(look.lastSuccess()).count(start, look);
    }

    /** A success that was told late begins it anew too. */
    private QuietClock since(Optional<Instant> lastSuccess) {
        Optional<Instant> later = lastSuccess.map(QuietClock::upToSecond).filter(since::isBefore);
        return later.map(time ->
                        new QuietClock(time, time.isAfter(countedUntil) ? time : countedUntil, Duration.ZERO, places))
                .orElse(this);
    }

    private QuietClock count(Instant start, Look look) {
        Map<Place, PlaceClock> moved = new TreeMap<>(places);
        Instant from = countedUntil;
        for (PlaceSeen seen : look.seen()) {
            PlaceClock old = places.get(seen.place());
            PlaceClock now = old == null ? PlaceClock.first(seen, look.now()) : old.look(seen, look.now());
            moved.put(seen.place(), now);
            from = later(from, resumed(old, now, start, look.gap()));
        }
        Optional<Instant> proven = provenByAll(moved);
        if (proven.isEmpty() || !proven.get().isAfter(from)) {
            return new QuietClock(since, from, quiet, moved);
        }
        return new QuietClock(since, proven.get(), quiet.plus(Duration.between(from, proven.get())), moved);
    }

    /** From when on a place tells again, after it has told nothing for too long. */
    private static Optional<Instant> resumed(PlaceClock old, PlaceClock now, Instant start, Duration gap) {
        if (old == null || now.provenUntil().equals(old.provenUntil())) {
            return Optional.empty();
        }
        Instant last = old.provenUntil().orElse(start);
        return now.provenUntil().filter(last.plus(gap)::isBefore);
    }

    private static Instant later(Instant one, Optional<Instant> other) {
        return other.filter(one::isBefore).orElse(one);
    }

    private static Optional<Instant> provenByAll(Map<Place, PlaceClock> places) {
        List<Instant> all = new ArrayList<>();
        places.values().forEach(place -> place.provenUntil().ifPresent(all::add));
        return all.size() < places.size() ? Optional.empty() : all.stream().min(Instant::compareTo);
    }

    /** Places that have not moved for too long, in order. */
    List<Place> silent(Instant now, Duration after) {
        return places.values().stream()
                .filter(place -> place.silent(now, after))
                .map(PlaceClock::place)
                .sorted()
                .toList();
    }

    private static Instant upToSecond(Instant time) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(time) ? second : second.plusSeconds(1);
    }
}
