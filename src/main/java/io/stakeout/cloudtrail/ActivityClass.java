package io.stakeout.cloudtrail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a call tried to do, least telling first; see {@link Classifier}. Independent of its {@link Outcome}. */
public enum ActivityClass {
    READ,
    WRITE,
    IDENTITY,
    TAMPER;

    /** The lower-case name in the API and in the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ActivityClass> fromId(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
