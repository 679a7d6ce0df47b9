package io.stakeout.containment.proof;

import java.util.List;
import java.util.Optional;

/**
 * The plans that a proof is about. Implemented by whoever keeps them; blocking, thread-safe, in a transaction of its own
 * where the caller has none.
 */
public interface Cases {

    /**
     * All plans that have begun to change AWS, are no rehearsal and aren't undone: executing ones too, so that a
     * counter-move is known by the time the last step is done, and verified ones as long as they are in force. Undoing
     * plans belong to it until they are verified.
     */
    List<Case> toProve();

    /** One of them, or one that once was. */
    Optional<Case> of(long plan);
}
