package io.stakeout.web.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.access.Actor;
import io.stakeout.incident.Freshness;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;

/**
 * Every five seconds: says that the connection lives and how fresh the incident is, reads what a lost hint would have
 * announced, and sends away whose access has ended. The latter also as soon as this process ends an access.
 */
@ApplicationScoped
class Beat {

    private static final Logger LOG = Logger.getLogger(Beat.class);

    private final Rooms rooms;
    private final Incidents incidents;
    private final Freshness freshness;
    private final Pulse pulse;
    private final Clock clock;
    private final ScheduledExecutorService checker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stakeout-access-check");
        thread.setDaemon(true);
        return thread;
    });

    Beat(Rooms rooms, Incidents incidents, Freshness freshness, Pulse pulse, Clock clock) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.freshness = freshness;
        this.pulse = pulse;
        this.clock = clock;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        Collection<Room> open = rooms.open();
        open.forEach(room -> rooms.hint(room.incident()));
        if (open.isEmpty()) {
            return;
        }
        try {
            ObjectNode pipeline = pulse.read();
            open.forEach(room -> beat(room, pipeline));
        } catch (RuntimeException e) {
            LOG.warnf("no beat for any room cause=\"%s\"", e.getMessage());
        }
    }

    private void beat(Room room, ObjectNode pipeline) {
        try {
            String text = text(room.incident(), pipeline);
            room.viewers().forEach(viewer -> viewer.tell("beat", text));
        } catch (RuntimeException e) {
            LOG.warnf("no beat for a room incident=%d cause=\"%s\"", room.incident(), e.getMessage());
        }
    }

    @Scheduled(every = "4s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        rooms.dismissWhoMayNotStay();
    }

    void onStop(@Observes ShutdownEvent event) {
        checker.shutdownNow();
    }

    /** Checks accesses now, on another thread. */
    void soon() {
        checker.execute(this::checkNow);
    }

    void checkNow() {
        try {
            rooms.dismissWhoMayNotStay();
        } catch (RuntimeException e) {
            LOG.warnf("accesses of open sockets not checked, the next beat does cause=\"%s\"", e.getMessage());
        }
    }

    private String text(long incident, ObjectNode pipeline) {
        IncidentView view = incidents.get(Actor.STAKEOUT, incident);
        Freshness.Lag lag = freshness.lag(incident);
        ObjectNode beat = JsonNodeFactory.instance.objectNode().put("type", "beat");
        beat.put("headSeq", view.headSeq());
        beat.put(
                "newestEventTime", view.newestEventTime().map(Instant::toString).orElse(null));
        ObjectNode seconds = beat.putObject("lag");
        seconds.put("p50", seconds(lag.p50()));
        seconds.put("p95", seconds(lag.p95()));
        beat.put("now", clock.instant().toString());
        beat.setAll(pipeline);
        return beat.toString();
    }

    private static Double seconds(Optional<Duration> duration) {
        return duration.map(d -> d.toMillis() / 1_000.0).orElse(null);
    }
}
