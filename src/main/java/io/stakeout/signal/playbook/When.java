package io.stakeout.signal.playbook;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.pattern.Answer;
import io.stakeout.signal.pattern.EventPattern;
import io.stakeout.signal.pattern.RawEvent;

/**
 * What a playbook is for. Where both are given, both must match.
 *
 * @param pattern on the event as it came
 * @param threshold on the signal, as {@link #members} shows it
 */
public record When(Optional<EventPattern> pattern, Optional<EventPattern> threshold) {

    static final String UNREADABLE =
            "the event can't be judged: it is no JSON object, has a member twice, or is too large or too deep";

    Answer judge(Optional<RawEvent> event, Signal signal) {
        Optional<Answer> raw = pattern.map(one -> event.map(one::judge).orElse(new Answer(false, UNREADABLE)));
        if (raw.isPresent() && !raw.get().matches()) {
            return new Answer(false, "pattern: " + raw.get().why());
        }
        Optional<Answer> normal = threshold.map(one -> one.judge(RawEvent.of(members(signal))));
        if (normal.isPresent() && !normal.get().matches()) {
            return new Answer(false, "threshold: " + normal.get().why());
        }
        return new Answer(true, raw.isPresent() ? "the pattern matches" : "the threshold is reached");
    }

    /** A signal as thresholds see it. */
    private static ObjectNode members(Signal signal) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.put("source", signal.source());
        members.put("detail-type", signal.detailType());
        members.put("type", signal.type());
        members.put("score", signal.score());
        signal.account().ifPresent(account -> members.put("account", account));
        signal.region().ifPresent(region -> members.put("region", region));
        members.put("names-somebody", !signal.suspects().isEmpty());
        members.put("sample", signal.sample());
        members.put("active", signal.active());
        members.put("start-watch", signal.startWatch());
        return members;
    }
}
