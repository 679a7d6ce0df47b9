package io.stakeout.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Reach;

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

    /** Whether a watch that goes so far comes to what is handed out at that reach. */
    public boolean covers(Reach reach) {
        return switch (reach) {
            case SESSION -> this != DIRECT;
            case CREDENTIAL -> this == CREDENTIALS || this == FULL;
            case ANYTHING -> this == FULL;
        };
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Follow> byId(String id) {
        return Arrays.stream(values()).filter(f -> f.id().equals(id)).findFirst();
    }
}
