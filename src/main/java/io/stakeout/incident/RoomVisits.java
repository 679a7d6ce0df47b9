package io.stakeout.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;

/**
 * Writes down who looks into a room: one line {@code room.opened} for each operator or token and incident in an hour, by
 * page, socket or API alike, so that a script that asks every second doesn't fill the audit. Remembered in memory: a
 * restart, or another node, writes one more. Thread-safe.
 */
@ApplicationScoped
public class RoomVisits {

    private static final Duration ONE_VISIT = Duration.ofHours(1);

    /** Beyond these the longest unseen are forgotten, and written down once more. */
    private static final int REMEMBERED = 10_000;

    private record Visit(Actor who, long incident) {}

    private final Incidents incidents;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<Visit, Instant> begun = new LinkedHashMap<>();

    RoomVisits(Incidents incidents, AuditLog audit, Clock clock) {
        this.incidents = incidents;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Before the actor is shown anything of the room. Blocking, in a transaction of its own; must not be called inside one,
     * which would wait for what it has locked itself.
     *
     * @throws io.stakeout.Problem NOT_FOUND when the incident doesn't exist or the actor may not see it: no visit then
     * @throws RuntimeException when it can't be written down: then nothing may be shown
     */
    public void enter(Actor actor, long incident) {
        Visit visit = new Visit(actor, incident);
        Instant now = clock.instant();
        if (lasts(visit, now)) {
            return;
        }
        incidents.get(actor, incident);
        QuarkusTransaction.requiringNew()
                .run(() -> audit.append(actor, "room.opened", "incident:" + incident, Map.of()));
        remember(visit, now);
    }

    private synchronized boolean lasts(Visit visit, Instant now) {
        Instant since = begun.get(visit);
        return since != null && now.isBefore(since.plus(ONE_VISIT));
    }

    private synchronized void remember(Visit visit, Instant now) {
        begun.remove(visit);
        begun.put(visit, now);
        begun.values().removeIf(since -> !now.isBefore(since.plus(ONE_VISIT)));
        if (begun.size() > REMEMBERED) {
            begun.remove(begun.keySet().iterator().next());
        }
    }
}
