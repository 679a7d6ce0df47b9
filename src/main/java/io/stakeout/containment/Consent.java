package io.stakeout.containment;

import java.util.Objects;
import java.util.Optional;

/**
 * What somebody has seen and agrees to.
 *
 * @param hash of the plan that was shown
 * @param principal what was typed
 */
public record Consent(String hash, Optional<String> principal, Optional<String> reason) {
    public Consent {
        if (hash == null) {
            hash = "";
        }
        Objects.requireNonNull(principal);
        Objects.requireNonNull(reason);
    }
}
