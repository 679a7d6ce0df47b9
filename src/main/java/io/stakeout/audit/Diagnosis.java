package io.stakeout.audit;

import java.util.List;

/**
 * Tells what happened to the first line that doesn't fit. That it doesn't is certain; what was done to it is what fits
 * best. Blocking; not thread-safe.
 */
final class Diagnosis {

    /** How many of the following lines are asked whether the key is right. */
    private static final int WITNESSES = 10;

    /** How many lines may have been removed, and the rest renumbered, so that this is told from a change. */
    private static final int RENUMBERED = 1_000;

    private final AuditTable table;
    private final AuditKey key;

    Diagnosis(AuditTable table, AuditKey key) {
        this.table = table;
        this.key = key;
    }

    Flaw of(AuditChain chain, AuditTable.Stored broken) {
        AuditLine line = broken.line();
        if (line.id() != chain.lines() + 1) {
            return Flaw.REMOVED;
        }
        if (!line.prevHash().equals(chain.head())) {
            return displaced(broken);
        }
        if (!chain.versionFits(line)) {
            return Flaw.DOWNGRADED;
        }
        return otherKey(chain, broken) ? Flaw.OTHER_KEY : Flaw.CHANGED;
    }

    /** It names another line before it than the one that is there. */
    private Flaw displaced(AuditTable.Stored broken) {
        if (broken.holds(key)) {
            // it is genuine and in its place, so the one before has been replaced
            return Flaw.CHANGED;
        }
        if (table.has(broken.line().prevHash())) {
            return Flaw.REORDERED;
        }
        return renumbered(broken) ? Flaw.REMOVED : Flaw.CHANGED;
    }

    private boolean renumbered(AuditTable.Stored broken) {
        AuditLine line = broken.line();
        for (long id = line.id() + 1; id <= line.id() + RENUMBERED; id++) {
            if (line.withId(id).hash(key).equals(broken.hash())) {
                return true;
            }
        }
        return false;
    }

    /** Changed lines have genuine ones after them; behind a change of the key, or in a forged end, there are none. */
    private boolean otherKey(AuditChain chain, AuditTable.Stored broken) {
        if (!broken.line().keyed()) {
            return false;
        }
        List<AuditTable.Stored> next = table.after(broken.line().id(), WITNESSES);
        long genuine = next.stream().filter(line -> line.holds(key)).count();
        boolean nothingHeld = chain.lines() == 0 || chain.withoutKey();
        return next.isEmpty() ? nothingHeld : 2 * genuine < next.size();
    }
}
