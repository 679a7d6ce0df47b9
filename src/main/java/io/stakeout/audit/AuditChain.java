package io.stakeout.audit;

import java.util.Optional;

/** Follows the chain line by line. Pure; not thread-safe. */
final class AuditChain {

    private final AuditKey key;
    private long lines;
    private String head = AuditLine.GENESIS;
    private boolean keyed;
    private AuditTable.Stored broken;

    AuditChain(AuditKey key) {
        this.key = key;
    }

    /** Takes the next line as it is stored, oldest first; lines after a break aren't looked at. */
    void follow(AuditTable.Stored next) {
        if (broken != null) {
            return;
        }
        AuditLine line = next.line();
        boolean fits =
                line.id() == lines + 1 && versionFits(line) && line.prevHash().equals(head) && next.holds(key);
        if (!fits) {
            broken = next;
            return;
        }
        lines++;
        head = next.hash();
        keyed = line.keyed();
    }

    /** Lines without a key come first or not at all, and what follows them says how many they are. */
    boolean versionFits(AuditLine line) {
        if (!line.keyed()) {
            return !keyed && line.version() == AuditLine.PLAIN;
        }
        return keyed || lines == 0 || announces(line);
    }

    private boolean announces(AuditLine line) {
        return line.action().equals(ChainedAuditLog.KEYED) && line.details().equals(ChainedAuditLog.keyedAfter(lines));
    }

    /** The first line that doesn't fit. */
    Optional<AuditTable.Stored> broken() {
        return Optional.ofNullable(broken);
    }

    /** Sound lines so far. */
    long lines() {
        return lines;
    }

    /** Hash of the last sound line. */
    String head() {
        return head;
    }

    /** Whether there are lines and none has a key: each start of Stakeout adds one that has. */
    boolean withoutKey() {
        return lines > 0 && !keyed;
    }
}
