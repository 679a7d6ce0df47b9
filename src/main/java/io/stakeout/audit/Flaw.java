package io.stakeout.audit;

import java.util.Locale;

/** What is wrong with the record, as far as it can be told. */
public enum Flaw {
    /** A line doesn't say what it said when it was written. */
    CHANGED,
    /** One or more lines before this one are gone. */
    REMOVED,
    /** A line stands where another one stood. */
    REORDERED,
    /** The chain is whole, but an anchor knows lines that it doesn't have: its end was cut, or cut and written anew. */
    TAIL_CUT,
    /** From this line on another key was used: the key was replaced, or somebody without it has chained lines anew. */
    OTHER_KEY,
    /** A line without a key where there can't be one. */
    DOWNGRADED,
    /** The chain is whole, but the file of anchors isn't: one was changed or removed. */
    ANCHORS_EDITED,
    /** The chain can't be compared: no anchor can be read, though one is made at each start. */
    ANCHORS_MISSING;

    /** For the API, for example {@code tail-cut}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
