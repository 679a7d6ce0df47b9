package io.stakeout.cloudtrail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How telling a call is of an attack, weakest first. */
public enum RiskLevel {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The lower-case name in the API and in the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RiskLevel> fromId(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
