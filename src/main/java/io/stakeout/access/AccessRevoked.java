package io.stakeout.access;

import java.util.Set;

/**
 * These credentials have ended. Fired inside the transaction that ends them: observe {@code AFTER_SUCCESS} to close
 * what hangs on them at once. Heard on this node only; other nodes learn it by {@link Sessions#stillValid}.
 */
public record AccessRevoked(Set<Credential> credentials) {

    public AccessRevoked {
        credentials = Set.copyOf(credentials);
    }
}
