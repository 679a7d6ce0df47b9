package io.stakeout.incident;

import java.util.Objects;
import java.util.Optional;

/**
 * PostgreSQL announced that an incident has new entries, whichever process wrote them. Fired on the listening thread:
 * observers only hint.
 *
 * @param incident empty when announcements may have been missed: any incident may have news
 */
public record HeadAnnounced(Optional<Long> incident) {
    public HeadAnnounced {
        Objects.requireNonNull(incident);
    }
}
