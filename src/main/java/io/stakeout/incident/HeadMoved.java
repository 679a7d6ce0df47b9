package io.stakeout.incident;

import java.util.List;

/**
 * Fired inside the transaction that appended entries. Observers after its success may only hint; the sequence in the
 * database is the truth.
 *
 * @param entries what was appended, in order and without a hole, as a read after the commit gives it: whoever has been
 *     told everything before them may tell them without reading. Empty when that isn't known for sure
 */
public record HeadMoved(long incident, long head, List<EntryLine> entries) {
    public HeadMoved {
        entries = List.copyOf(entries);
    }
}
