package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.stakeout.Debrief;

/**
 * What the page behind the curtain shows; every number already as text.
 *
 * @param level {@code ok} or {@code alarm}
 * @param says whether room and truth agree, in a sentence
 * @param omitted calls that aren't listed; empty when all are
 */
public record DebriefView(
        String scenario,
        long incident,
        Instant began,
        String level,
        String word,
        String says,
        List<Actor> actors,
        List<Call> calls,
        Optional<String> omitted,
        String asides,
        List<Lane> lanes) {

    public record Actor(
            String name,
            String part,
            String calls,
            String shown,
            String underWay,
            String untold,
            String missed,
            String wronglyShown,
            String level) {}

    public record Call(
            Instant time,
            String actor,
            String identity,
            String source,
            String name,
            String outcome,
            String level,
            String verdict,
            Optional<Long> seq) {}

    public record Lane(
            String name, String published, String delivered, String duplicated, String lost, String stopped) {}

    static DebriefView of(Debrief debrief) {
        return new DebriefView(
                debrief.scenario(),
                debrief.incident(),
                debrief.began(),
                debrief.agrees() ? "ok" : "alarm",
                debrief.agrees() ? "agrees" : "disagrees",
                says(debrief),
                debrief.actors().stream().map(DebriefView::actor).toList(),
                debrief.calls().stream().map(DebriefView::call).toList(),
                debrief.omitted() == 0 ? Optional.empty() : Optional.of(number(debrief.omitted())),
                number(debrief.asides()),
                debrief.lanes().stream().map(DebriefView::lane).toList());
    }

    private static String says(Debrief debrief) {
        if (debrief.agrees()) {
            return "Every call of the attacker that has arrived is in the room, and no bystander's is.";
        }
        return String.format(
                Locale.ROOT,
                "%,d of the attacker's calls are missing in the room, and %,d of bystanders are in it.",
                debrief.missed(),
                debrief.wronglyShown());
    }

    private static Actor actor(Debrief.ActorTally tally) {
        return new Actor(
                tally.name(),
                tally.part().word(),
                number(tally.calls()),
                number(tally.shown()),
                number(tally.underWay()),
                number(tally.untold()),
                number(tally.missed()),
                number(tally.wronglyShown()),
                tally.missed() + tally.wronglyShown() == 0 ? "ok" : "alarm");
    }

    private static Call call(Debrief.Call call) {
        return new Call(
                call.time(),
                call.actor(),
                call.identity(),
                call.source().replace(".amazonaws.com", ""),
                call.name(),
                call.outcome(),
                call.verdict().agrees() ? level(call.verdict()) : "alarm",
                call.verdict().words(),
                call.seq());
    }

    private static String level(Debrief.Verdict verdict) {
        return switch (verdict) {
            case SHOWN -> "ok";
            case UNTOLD, UNDER_WAY -> "warn";
            default -> "muted";
        };
    }

    private static Lane lane(Debrief.LaneTally tally) {
        return new Lane(
                tally.name(),
                number(tally.published()),
                number(tally.delivered()),
                number(tally.duplicated()),
                number(tally.lost()),
                number(tally.stopped()));
    }

    private static String number(long value) {
        return PipelineView.number(value);
    }
}
