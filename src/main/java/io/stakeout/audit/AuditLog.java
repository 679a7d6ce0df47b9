package io.stakeout.audit;

import java.util.Map;

import io.stakeout.access.Actor;

/**
 * The append-only, hash-chained record of who did what.
 *
 * <p>Joins the caller's transaction (and requires one), so an act and its record are kept or lost together. Thread-safe;
 * concurrent appends are serialised by the database.
 */
public interface AuditLog {

    /**
     * Appends one line.
     *
     * @param who the actor
     * @param action a dotted verb, for example {@code incident.opened}
     * @param subject what it was done to, for example {@code incident:214}; may be empty
     * @param details what is worth knowing afterwards; never a secret, never a raw event
     */
    void append(Actor who, String action, String subject, Map<String, ?> details);
}
