package io.stakeout.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.stakeout.watch.Follow;

/**
 * An incident as people and scripts see it: a snapshot, read in one transaction.
 *
 * @param state {@code watching} or {@code closed}
 * @param origin what opened it: {@code person}, {@code signal}, {@code drill}, {@code replay}
 * @param openedBy the operator's or source's name
 * @param headSeq sequence number of the newest entry; 0 when there is none
 * @param newestEventTime event time of the newest activity
 * @param restrictedTo operator names that may see it; empty when everybody may
 */
public record IncidentView(
        long id,
        String title,
        Severity severity,
        Follow follow,
        String state,
        String origin,
        String openedBy,
        Instant openedAt,
        Optional<Instant> closedAt,
        Optional<Verdict> verdict,
        Optional<String> verdictReason,
        List<SuspectView> suspects,
        Counters counters,
        Optional<Instant> newestEventTime,
        Optional<Instant> newestArrivedAt,
        long headSeq,
        List<String> restrictedTo) {

    /** @param account the account that the suspect belongs to, where it was given */
    public record SuspectView(
            long id, String type, String value, Optional<String> account, String addedBy, Instant addedAt) {}

    public boolean closed() {
        return state.equals("closed");
    }
}
