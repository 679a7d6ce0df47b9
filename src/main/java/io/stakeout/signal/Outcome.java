package io.stakeout.signal;

import java.util.Locale;

/** What became of a signal. */
public enum Outcome {
    /** An incident was opened for it. */
    OPENED,
    /** It belongs to an incident that is open. */
    JOINED,
    /** It is kept and shown; it starts nothing. */
    RECORDED,
    /** It would have opened an incident, and something known spoke against it. */
    SUPPRESSED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome byId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
