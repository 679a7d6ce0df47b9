package io.stakeout.watch;

/**
 * Whose call a record is, in one incident.
 *
 * @param identity the node of the incident's {@link Lineage}; 0 when there is none
 * @param extending whether what the call hands out is followed: an address belongs to nobody, so who merely shares it
 *     with a suspect leads nowhere
 */
public record Hit(long identity, boolean extending) {}
