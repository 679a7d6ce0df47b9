package io.stakeout.incident;

import java.util.Objects;
import java.util.Optional;

/**
 * PostgreSQL announced that somebody changed whom an incident watches or who may see it, in whichever process. Fired on
 * the listening thread: observers only hint.
 *
 * @param incident empty when announcements may have been missed: any incident may have changed
 */
public record WatchAnnounced(Optional<Long> incident) {
    public WatchAnnounced {
        Objects.requireNonNull(incident);
    }
}
