package io.stakeout.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.stakeout.incident.Counters;
import io.stakeout.incident.Freshness;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Verdict;

/**
 * An incident as scripts get it. Ids are opaque strings, times ISO-8601 UTC.
 *
 * @param follow how far the watch is asked to go
 * @param following how far it goes
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record IncidentJson(
        String id,
        String title,
        String severity,
        String follow,
        String following,
        String state,
        String origin,
        String openedBy,
        Instant openedAt,
        Optional<Instant> closedAt,
        Optional<String> verdict,
        Optional<String> verdictReason,
        List<SuspectJson> suspects,
        CountersJson counters,
        FreshnessJson freshness,
        long headSeq,
        List<String> restrictedTo) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record SuspectJson(
            String id, String type, String value, Optional<String> account, String addedBy, Instant addedAt) {

        static SuspectJson of(IncidentView.SuspectView suspect) {
            return new SuspectJson(
                    Long.toString(suspect.id()),
                    suspect.type(),
                    suspect.value(),
                    suspect.account(),
                    suspect.addedBy(),
                    suspect.addedAt());
        }
    }

    /** The four classes sum to total; denied, failed and throttled are outcomes of those same calls. */
    public record CountersJson(
            long total,
            long read,
            long write,
            long identity,
            long tamper,
            long denied,
            long failed,
            long throttled,
            long duplicates) {

        static CountersJson of(Counters c) {
            return new CountersJson(
                    c.total(),
                    c.reads(),
                    c.writes(),
                    c.identities(),
                    c.tampers(),
                    c.denied(),
                    c.failed(),
                    c.throttled(),
                    c.duplicates());
        }
    }

    /** Lag in seconds over the last 15 minutes of the live lanes; absent when none delivered. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record FreshnessJson(
            Optional<Instant> newestEventTime,
            Optional<Instant> newestArrivedAt,
            Optional<Double> lagP50Seconds,
            Optional<Double> lagP95Seconds) {

        static FreshnessJson of(IncidentView view, Freshness.Lag lag) {
            return new FreshnessJson(
                    view.newestEventTime(),
                    view.newestArrivedAt(),
                    lag.p50().map(FreshnessJson::seconds),
                    lag.p95().map(FreshnessJson::seconds));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1_000.0;
        }
    }

    static IncidentJson of(IncidentView view, Freshness.Lag lag) {
        return new IncidentJson(
                Long.toString(view.id()),
                view.title(),
                view.severity().id(),
                view.follow().id(),
                view.follow().id(),
                view.state(),
                view.origin(),
                view.openedBy(),
                view.openedAt(),
                view.closedAt(),
                view.verdict().map(Verdict::id),
                view.verdictReason(),
                view.suspects().stream().map(SuspectJson::of).toList(),
                CountersJson.of(view.counters()),
                FreshnessJson.of(view, lag),
                view.headSeq(),
                view.restrictedTo());
    }
}
