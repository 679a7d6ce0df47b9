package io.stakeout.access;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody who has proved who they are.
 *
 * @param expiresAt when this proof ends at the latest, without another request
 */
public record SignedIn(Actor actor, Credential credential, Instant expiresAt) {

    public SignedIn {
        Objects.requireNonNull(actor);
        Objects.requireNonNull(credential);
        Objects.requireNonNull(expiresAt);
    }
}
