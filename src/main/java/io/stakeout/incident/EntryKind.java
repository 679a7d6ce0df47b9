package io.stakeout.incident;

import java.util.Locale;

/** What an entry of an incident's log says. Each kind takes a sequence number. */
public enum EntryKind {
    /** A call of a suspect. */
    ACTIVITY,
    /** Something that became known later about an earlier entry. */
    AMENDMENT,
    /** What an operator wrote. */
    NOTE,
    /** An operator marked an entry as telling, or took the mark back. */
    PIN,
    /** The watch itself changed: opened, suspects, closed, an import. */
    WATCH,
    /** A plan to cut access moved from one state to another. */
    PLAN,
    /** A detector said something about whom the incident watches. */
    SIGNAL;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
