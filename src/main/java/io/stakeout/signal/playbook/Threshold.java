package io.stakeout.signal.playbook;

import java.util.LinkedHashMap;
import java.util.Map;

import io.stakeout.signal.pattern.EventPattern;
import io.stakeout.signal.yaml.Members;
import io.stakeout.signal.yaml.Part;

/** A condition on the signal, whoever told it: a pattern on its members, in which the score is a least one. */
final class Threshold {

    private static final int MAX_SCORE = 100;

    private Threshold() {}

    static EventPattern read(Part part) {
        Members members = part.members(
                "source",
                "detail-type",
                "type",
                "score",
                "account",
                "region",
                "names-somebody",
                "sample",
                "active",
                "start-watch");
        members.maybe("score").ifPresent(score -> score.whole(0, MAX_SCORE));
        return EventPattern.of(part.replaced(patterns(members)));
    }

    /** What is written short here, as a pattern has it. */
    private static Map<String, Part> patterns(Members members) {
        Map<String, Part> patterns = new LinkedHashMap<>();
        members.entries().forEach(member -> {
            Part value = member.getValue();
            patterns.put(
                    member.getKey(),
                    switch (member.getKey()) {
                        case "score" ->
                            value.replaced(Map.of("numeric", value.listed(">=")))
                                    .listed();
                        case "names-somebody", "sample", "active", "start-watch" -> flag(value);
                        default -> value;
                    });
        });
        return patterns;
    }

    private static Part flag(Part value) {
        value.flag();
        return value.listed();
    }
}
