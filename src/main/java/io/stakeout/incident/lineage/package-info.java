/**
 * Whom an incident follows and why, as it is kept: identities and issuances, how they grow with what is recorded, and how
 * they are read. Runs inside the transactions of {@link io.stakeout.incident.EntryLog}, under the incident's lock.
 */
package io.stakeout.incident.lineage;
