package io.stakeout.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.Debrief.Verdict;
import io.stakeout.drill.cloud.Journal;
import io.stakeout.drill.trail.ApiEvent;

/**
 * Since when a call of the attacker must be in the room: since its own record has arrived, and those of the calls that
 * handed out its credentials, one from the other, back to the leaked key. For one comparison.
 */
final class Expectation {

    /** When a record arrived; nothing while it is on its way. */
    interface Arrivals {
        Instant of(String eventId);
    }

    /** How long an arrived record may take until its row is there. */
    private static final Duration WRITING = Duration.ofSeconds(10);

    private final Arrivals arrivals;
    private final Instant now;

    /** By the id of the access key that a call handed out. */
    private final Map<String, Journal.Line> issuing = new HashMap<>();

    Expectation(List<Journal.Line> lines, Arrivals arrivals, Instant now) {
        this.arrivals = arrivals;
        this.now = now;
        lines.forEach(line -> handedOut(line.event()).ifPresent(key -> issuing.putIfAbsent(key, line)));
    }

    private static Optional<String> handedOut(ApiEvent event) {
        return event.responseElements()
                .map(answer -> answer.has("credentials") ? answer.path("credentials") : answer.path("accessKey"))
                .map(credential -> credential.path("accessKeyId"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** What to say of a call that isn't in the room. */
    Verdict verdict(Journal.Line call) {
        Instant since = Instant.MIN;
        Set<String> seen = new HashSet<>();
        Optional<Journal.Line> link = Optional.of(call);
        while (link.isPresent() && seen.add(link.get().event().eventId())) {
            Journal.Line line = link.get();
            if (!line.told()) {
                return Verdict.UNTOLD;
            }
            Instant arrived = arrivals.of(line.event().eventId());
            if (arrived == null) {
                return Verdict.UNDER_WAY;
            }
            since = arrived.isAfter(since) ? arrived : since;
            link = line.event().caller().accessKeyId().map(issuing::get);
        }
        return now.isBefore(since.plus(WRITING)) ? Verdict.UNDER_WAY : Verdict.MISSED;
    }
}
