package io.stakeout.incident.lineage;

import java.util.Optional;

/**
 * What a room is told when a lineage has grown.
 *
 * @param action {@code joined}, {@code joined-group} or {@code other-side}
 * @param identity the first one that it is about; empty for a group
 * @param about what the call says of it; empty for a group
 */
public record Said(String action, String text, Optional<Long> identity, Optional<About> about) {

    /** Of the first identity that joined by a call. */
    public record About(String label, String relation, String certainty, String how, String eventId) {}
}
