package io.stakeout.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an incident turned out to be, said when it is closed. */
public enum Verdict {
    MALICIOUS,
    BENIGN,
    EXERCISE,
    UNCLEAR;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Verdict> byId(String id) {
        return Arrays.stream(values()).filter(v -> v.id().equals(id)).findFirst();
    }
}
