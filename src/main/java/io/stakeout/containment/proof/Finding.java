package io.stakeout.containment.proof;

import java.util.Locale;
import java.util.Objects;

/**
 * What a look says of a plan.
 *
 * @param text why, for people
 */
record Finding(Kind kind, String text) {

    enum Kind {
        /** It isn't known yet. */
        WATCHING,
        VERIFIED,
        UNPROVEN,
        CONTESTED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Finding {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
    }
}
