package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;

import io.stakeout.incident.lineage.LineageView;

/**
 * A lineage as scripts and the room get it. Ids are opaque strings, times ISO-8601 UTC; what is not known is null.
 *
 * @param omitted how many identities more there are than are listed
 */
public record LineageJson(String follow, List<IdentityJson> identities, List<IssuanceJson> issuances, long omitted) {

    /** @param events calls, {@code consequences} of services with its identity included */
    public record IdentityJson(
            String id,
            String kind,
            String label,
            String value,
            String account,
            String relation,
            String certainty,
            Instant firstSeen,
            Instant lastSeen,
            long events,
            long consequences,
            long denied,
            boolean excluded,
            boolean confirmed,
            String note,
            String by,
            boolean watched,
            String unwatched,
            Instant joinedAt,
            boolean grouped,
            List<UseJson> addresses,
            List<UseJson> agents,
            List<UseJson> regions,
            List<UseJson> keys,
            boolean looking,
            boolean secondAddress) {

        static IdentityJson of(LineageView.Identity identity) {
            LineageView.Use calls = identity.calls();
            return new IdentityJson(
                    Long.toString(identity.id()),
                    identity.kind(),
                    identity.label(),
                    identity.value(),
                    identity.account().orElse(null),
                    identity.relation(),
                    identity.certainty(),
                    calls.firstSeen().orElse(null),
                    calls.lastSeen().orElse(null),
                    calls.calls(),
                    calls.consequences(),
                    calls.denied(),
                    identity.excluded(),
                    identity.confirmed(),
                    identity.note().orElse(null),
                    identity.by().orElse(null),
                    identity.watched(),
                    identity.unwatched().orElse(null),
                    identity.joinedAt(),
                    identity.grouped(),
                    UseJson.all(identity.addresses()),
                    UseJson.all(identity.agents()),
                    UseJson.all(identity.regions()),
                    UseJson.all(identity.keys()),
                    identity.lookingSince().isPresent(),
                    identity.secondAddress());
        }
    }

    /** @param news {@code new}, or {@code first-seen} when the identity isn't known for long enough to say so */
    public record UseJson(String value, long events, Instant firstSeen, Instant lastSeen, String news) {

        private static List<UseJson> all(List<LineageView.Use> uses) {
            return uses.stream()
                    .map(use -> new UseJson(
                            use.value(),
                            use.calls(),
                            use.firstSeen().orElse(null),
                            use.lastSeen().orElse(null),
                            use.news()))
                    .toList();
        }
    }

    /** @param seq the entry of the proving call; null when a service or another account made it */
    public record IssuanceJson(
            String from,
            String to,
            String how,
            String certainty,
            String eventId,
            Instant eventTime,
            Long seq,
            String otherAccount,
            Boolean otherAccountSeen) {

        static IssuanceJson of(LineageView.Hop hop) {
            return new IssuanceJson(
                    Long.toString(hop.from()),
                    Long.toString(hop.to()),
                    hop.how(),
                    hop.certainty(),
                    hop.eventId(),
                    hop.eventTime().orElse(null),
                    hop.seq().orElse(null),
                    hop.otherAccount().orElse(null),
                    hop.otherAccountSeen().orElse(null));
        }
    }

    static LineageJson of(LineageView lineage) {
        return new LineageJson(
                lineage.follow().id(),
                lineage.identities().stream().map(IdentityJson::of).toList(),
                lineage.issuances().stream().map(IssuanceJson::of).toList(),
                lineage.omitted());
    }
}
