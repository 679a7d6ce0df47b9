package io.stakeout.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a watch goes from its named suspects along the credentials that they mint, least first. */
public enum Follow {
    /** Only what the named suspects do themselves. */
    DIRECT,
    /** Also the sessions that they assume. */
    SESSIONS,
    /** Also the long-term credentials that they make. */
    CREDENTIALS,
    /** Everything that they mint. */
    FULL;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Follow> byId(String id) {
        return Arrays.stream(values()).filter(f -> f.id().equals(id)).findFirst();
    }
}
