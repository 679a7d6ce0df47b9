package io.stakeout;

import java.util.Optional;

/** Lets one look behind a rehearsal, where there is one. Implementations are thread-safe and may read the database. */
public interface Curtain {

    /** The truth so far; nothing when nothing is simulated. */
    Optional<Debrief> debrief();
}
