package io.stakeout.access;

import java.time.Instant;
import java.util.Optional;

/** A script's credential, without its secret. */
public record ApiToken(
        long id,
        String name,
        Role role,
        long ownerId,
        String owner,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsed) {

    /** A token just made, with the secret that is shown this once. */
    public record Issued(ApiToken token, String secret) {

        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }
}
