package io.stakeout.incident.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.stakeout.watch.Follow;

/**
 * A lineage as people and scripts see it: a snapshot, read in one transaction. Identities in the order of joining.
 *
 * @param issuances of each name between two identities the earliest
 * @param omitted how many identities more there are: those that made no call, or joined last
 */
public record LineageView(Follow follow, List<Identity> identities, List<Hop> issuances, long omitted) {

    /**
     * @param kind the id of a {@code cloudtrail.Issuance.Kind}, or {@code principal}, {@code source-identity}, {@code
     *     source-ip}
     * @param relation {@code suspect}, {@code minted}, {@code touched}, or {@code possible}: offered, not known
     * @param watched whether its calls are taken for the suspects' now
     * @param unwatched why not: {@code excluded}, {@code removed} (it was suspected once), {@code level} (the incident
     *     doesn't follow so far), {@code offered}; empty when they are
     * @param note why a person decided on it, and {@code by} whom
     * @param lookingSince when it was first seen to read what could tell it that it is watched
     * @param secondAddress whether a session of it was used from two addresses
     */
    public record Identity(
            long id,
            String kind,
            String label,
            String value,
            Optional<String> account,
            String relation,
            String certainty,
            boolean watched,
            Optional<String> unwatched,
            boolean confirmed,
            boolean excluded,
            Optional<String> note,
            Optional<String> by,
            Instant joinedAt,
            boolean grouped,
            Optional<Instant> lookingSince,
            boolean secondAddress,
            Use calls,
            List<Use> addresses,
            List<Use> agents,
            List<Use> regions,
            List<Use> keys) {}

    /**
     * Calls from one place, with one thing, or all of an identity.
     *
     * @param news {@code new} when it was first seen a day or more after the identity was, {@code first-seen} when there
     *     is no such baseline
     */
    public record Use(
            String value,
            long calls,
            long consequences,
            long denied,
            Optional<Instant> firstSeen,
            Optional<Instant> lastSeen,
            String news) {}

    /**
     * @param seq the entry of the proving call; empty when it is no activity of this incident
     * @param otherAccount the account that the call entered
     * @param otherAccountSeen whether that account's own record of it was seen
     */
    public record Hop(
            long from,
            long to,
            String how,
            String certainty,
            String eventId,
            Optional<Instant> eventTime,
            Optional<Long> seq,
            Optional<String> otherAccount,
            Optional<Boolean> otherAccountSeen) {}
}
