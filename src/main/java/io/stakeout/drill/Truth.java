package io.stakeout.drill;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.Debrief;
import io.stakeout.Debrief.Part;
import io.stakeout.Debrief.Verdict;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cloud.Journal;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.CallerIdentity;
import io.stakeout.drill.trail.Lane;
import io.stakeout.drill.trail.LaneTally;
import io.stakeout.incident.Timeline;

/** Compares what was called with what the room shows. Thread-safe. */
final class Truth {

    private static final int MOST_LISTED = 400;

    private final CloudPlay play;
    private final Seen seen;
    private final long incident;
    private final Clock clock;
    private final Instant began;

    Truth(CloudPlay play, Timeline timeline, long incident, Clock clock, Instant began) {
        this.play = play;
        this.seen = new Seen(timeline, incident);
        this.incident = incident;
        this.clock = clock;
        this.began = began;
    }

    Debrief debrief() {
        List<Journal.Line> lines = play.cloud().journal().lines();
        Map<String, Long> rows = seen.rows();
        Expectation expected = new Expectation(lines, play::deliveredAt, clock.instant());
        List<Debrief.Call> calls = lines.stream()
                .filter(line -> !aside(line.event()))
                .map(line -> call(line, rows, expected))
                .toList();
        return new Debrief(
                play.scenario().id(),
                incident,
                began,
                actors(calls),
                listed(calls),
                Math.max(0, calls.size() - MOST_LISTED) + play.cloud().journal().forgotten(),
                lines.size() - calls.size(),
                lanes());
    }

    private static boolean aside(ApiEvent event) {
        return event.caller().invokedBy().isPresent() || event.caller().type() == CallerIdentity.Type.AWS_ACCOUNT;
    }

    private static Debrief.Call call(Journal.Line line, Map<String, Long> rows, Expectation expected) {
        ApiEvent event = line.event();
        Optional<Long> row = Optional.ofNullable(rows.get(event.eventId()));
        return new Debrief.Call(
                event.time(),
                line.actor().isEmpty() ? "somebody else" : line.actor(),
                event.caller().arn(),
                event.eventSource(),
                event.eventName(),
                event.failure().map(ApiEvent.Failure::code).orElse("ok"),
                verdict(line, row, expected),
                row);
    }

    private static Verdict verdict(Journal.Line line, Optional<Long> row, Expectation expected) {
        Part part = part(line.actor());
        if (row.isPresent()) {
            return part == Part.BYSTANDER ? Verdict.WRONGLY_SHOWN : Verdict.SHOWN;
        }
        return part == Part.ATTACKER ? expected.verdict(line) : Verdict.LEFT_OUT;
    }

    private static Part part(String actor) {
        if (actor.isEmpty() || actor.equals("somebody else")) {
            return Part.OTHER;
        }
        if (actor.equals(Persona.ATTACKER.name())) {
            return Part.ATTACKER;
        }
        return actor.equals(Persona.ACCOMPLICE.name()) ? Part.ACCOMPLICE : Part.BYSTANDER;
    }

    private static List<Debrief.ActorTally> actors(List<Debrief.Call> calls) {
        Map<String, List<Debrief.Call>> byActor = new LinkedHashMap<>();
        calls.forEach(call ->
                byActor.computeIfAbsent(call.actor(), name -> new ArrayList<>()).add(call));
        return byActor.entrySet().stream()
                .map(entry -> actor(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Debrief.ActorTally::part).thenComparing(Debrief.ActorTally::name))
                .toList();
    }

    private static Debrief.ActorTally actor(String name, List<Debrief.Call> calls) {
        return new Debrief.ActorTally(
                name,
                part(name),
                calls.size(),
                count(calls, Verdict.SHOWN),
                count(calls, Verdict.UNDER_WAY),
                count(calls, Verdict.UNTOLD),
                count(calls, Verdict.MISSED),
                count(calls, Verdict.WRONGLY_SHOWN));
    }

    private static long count(List<Debrief.Call> calls, Verdict verdict) {
        return calls.stream().filter(call -> call.verdict() == verdict).count();
    }

    private static List<Debrief.Call> listed(List<Debrief.Call> calls) {
        List<Debrief.Call> newestFirst = new ArrayList<>(calls);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .sorted(Comparator.comparing(call -> call.verdict().agrees()))
                .limit(MOST_LISTED)
                .toList();
    }

    private List<Debrief.LaneTally> lanes() {
        LaneTally tally = play.cloud().lanes().tally();
        return List.of(
                lane("EventBridge", tally.of(Lane.EVENTBRIDGE)),
                lane("CloudWatch Logs", tally.of(Lane.CLOUDWATCH_LOGS)));
    }

    private static Debrief.LaneTally lane(String name, LaneTally.Counts counts) {
        return new Debrief.LaneTally(
                name,
                counts.published(),
                counts.delivered(),
                counts.duplicated(),
                counts.lost() + counts.overflowed(),
                counts.dropped());
    }
}
