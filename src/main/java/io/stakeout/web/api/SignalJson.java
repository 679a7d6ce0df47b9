package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.stakeout.signal.SignalView;
import io.stakeout.signal.Told;

/**
 * A signal.
 *
 * @param via who is held to account for it: the source that signed it, or what the stream names
 * @param source who says it
 * @param sourceId what it calls it
 * @param incidentId in whose room it is, or because of which closed one it was suppressed
 * @param verdict of that incident
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SignalJson(
        String id,
        String via,
        String source,
        String sourceId,
        String detailType,
        String type,
        int score,
        String title,
        Optional<String> account,
        Optional<String> region,
        List<String> suspects,
        Optional<String> nobody,
        List<String> evidence,
        Optional<String> owner,
        boolean sample,
        boolean active,
        Optional<Instant> observedAt,
        String trust,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        String outcome,
        Optional<String> incidentId,
        Optional<String> verdict,
        Optional<String> playbook,
        String why,
        Optional<String> planId) {

    static SignalJson of(SignalView view) {
        return new SignalJson(
                Long.toString(view.id()),
                view.speaker(),
                view.source(),
                view.signalId(),
                view.detailType(),
                view.type(),
                view.score(),
                view.title(),
                view.account(),
                view.region(),
                view.suspects(),
                view.nobody(),
                view.evidence(),
                view.owner(),
                view.sample(),
                view.active(),
                view.observedAt(),
                view.trust(),
                view.count(),
                view.firstSeen(),
                view.lastSeen(),
                view.outcome().id(),
                view.incident().map(String::valueOf),
                view.verdict(),
                view.playbook(),
                view.why(),
                view.plan().map(String::valueOf));
    }

    /** What the source of a signal gets. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Answer(String signalId, String outcome, Optional<String> incidentId) {

        static Answer of(Told told) {
            return new Answer(
                    Long.toString(told.signalId()),
                    told.outcome().id(),
                    told.incident().map(String::valueOf));
        }
    }
}
