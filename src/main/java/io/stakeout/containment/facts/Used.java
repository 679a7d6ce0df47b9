package io.stakeout.containment.facts;

import java.time.Instant;
import java.util.Set;

/**
 * What was counted of one identifier in one hour: {@code kind} is {@code call}, {@code session}, {@code address} or
 * {@code agent}.
 */
record Used(String identifier, Instant hour, String kind, String value, long calls) {

    /** Stands for all values beyond the bound of one hour. */
    static final String MORE = "…";

    boolean is(String wanted) {
        return kind.equals(wanted);
    }

    boolean of(Set<String> identifiers) {
        return identifiers.contains(identifier);
    }
}
