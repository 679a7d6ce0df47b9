package io.stakeout.signal;

import java.util.Optional;

/**
 * What becomes of a signal, and why.
 *
 * @param incident in whose room it is, or, when suppressed, because of which closed one; empty otherwise
 * @param fresh whether it is the first that this room hears of it
 */
record Decision(Outcome outcome, Optional<Long> incident, boolean fresh, String why) {

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
