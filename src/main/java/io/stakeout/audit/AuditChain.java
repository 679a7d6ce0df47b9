package io.stakeout.audit;

import java.util.Optional;

/** Follows the chain line by line. Pure; not thread-safe. */
final class AuditChain {

    private long lines;
    private String head = AuditLine.GENESIS;
    private Long brokenAt;

    /** Takes the next line as it is stored, oldest first; lines after a break aren't looked at. */
    void follow(AuditLine line, String storedHash) {
        if (brokenAt != null) {
            return;
        }
        boolean fits = line.id() == lines + 1
                && line.prevHash().equals(head)
                && line.hash().equals(storedHash);
        if (!fits) {
            brokenAt = line.id();
            return;
        }
        lines++;
        head = storedHash;
    }

    boolean broken() {
        return brokenAt != null;
    }

    AuditTrail.Verdict verdict() {
        return new AuditTrail.Verdict(!broken(), lines, Optional.ofNullable(brokenAt), head);
    }
}
