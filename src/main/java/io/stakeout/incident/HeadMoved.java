package io.stakeout.incident;

import java.util.List;

/**
 * Fired inside the transaction that appended entries. Observers after its success may only hint; the sequence in the
 * database is the truth.
 *
 * @param entries what was appended, in order and without a hole
 * @param settled whether they are as a read after the commit gives them, so that whoever has been told everything before
 *     them may tell them without reading. Else calls may meanwhile be somebody else's than they say
 */
public record HeadMoved(long incident, long head, List<EntryLine> entries, boolean settled) {
    public HeadMoved {
        entries = List.copyOf(entries);
    }
}
