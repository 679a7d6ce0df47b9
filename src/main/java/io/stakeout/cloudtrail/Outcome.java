package io.stakeout.cloudtrail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a call ended. Denied means refused for lack of permission; failed is any other error, throttled was not executed. */
public enum Outcome {
    OK,
    DENIED,
    FAILED,
    THROTTLED;

    /** The lower-case name in the API and in the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> fromId(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
