package io.stakeout.notify.slack;

import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.stakeout.access.Actor;
import io.stakeout.containment.PlanReader;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.Freshness;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Timeline;

/** Reads what is told of an incident, as it is now. Blocking; short transactions of its own. */
@Singleton
final class RoomReader {

    private final Incidents incidents;
    private final Freshness freshness;
    private final PlanReader plans;
    private final Timeline timeline;
    private final Clock clock;

    RoomReader(Incidents incidents, Freshness freshness, PlanReader plans, Timeline timeline, Clock clock) {
        this.incidents = incidents;
        this.freshness = freshness;
        this.plans = plans;
        this.timeline = timeline;
        this.clock = clock;
    }

    RoomFacts facts(long incident) {
        return new RoomFacts(
                incidents.get(Actor.STAKEOUT, incident),
                freshness.lag(incident),
                plans.list(Actor.STAKEOUT, incident),
                clock.instant());
    }

    Optional<EntryLine> entry(long incident, long seq) {
        return timeline.after(incident, seq - 1, 1).stream()
                .filter(line -> line.seq() == seq)
                .findFirst();
    }
}
