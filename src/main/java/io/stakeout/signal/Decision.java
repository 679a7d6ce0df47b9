package io.stakeout.signal;

import java.util.List;
import java.util.Optional;

import io.stakeout.watch.Suspect;

/**
 * What becomes of a signal, and why.
 *
 * @param incident in whose room it is, or, when suppressed, because of which closed one; empty otherwise
 * @param fresh whether it is the first that this room hears of it
 * @param offered whom it names and nobody watches, since the room doesn't take its word for that
 */
record Decision(Outcome outcome, Optional<Long> incident, boolean fresh, String why, List<Suspect> offered) {

    Decision {
        offered = List.copyOf(offered);
    }

    Decision(Outcome outcome, Optional<Long> incident, boolean fresh, String why) {
        this(outcome, incident, fresh, why, List.of());
    }

    static Decision recorded(String why) {
        return new Decision(Outcome.RECORDED, Optional.empty(), false, why);
    }

    static Decision suppressed(Optional<Long> because, String why) {
        return new Decision(Outcome.SUPPRESSED, because, false, why);
    }

    /** Whether it is in a room. */
    boolean inRoom() {
        return outcome == Outcome.OPENED || outcome == Outcome.JOINED;
    }
}
