package io.stakeout.web.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Credential;
import io.stakeout.access.Sessions;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Timeline;

/**
 * The rooms that somebody looks at in this process. A hint that an incident has new entries, wherever it comes from,
 * ends in one read by sequence: at once after silence, and at most every 100 ms while more arrives. What this process
 * has committed itself is told without the read when it comes after silence and is what the room has to be told next.
 */
@ApplicationScoped
public class Rooms {

    private static final Duration HELLO_WITHIN = Duration.ofSeconds(10);

    private final Timeline timeline;
    private final Sessions sessions;
    private final Incidents incidents;
    private final Clock clock;
    private final LiveConfig config;
    private final Counter gaps;
    private final Map<Long, Room> rooms = new ConcurrentHashMap<>();
    private final Map<Long, Pump> pumps = new ConcurrentHashMap<>();
    private final Map<Viewer, Instant> lobby = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "stakeout-live");
        thread.setDaemon(true);
        return thread;
    });

    Rooms(
            Timeline timeline,
            Sessions sessions,
            Incidents incidents,
            Clock clock,
            LiveConfig config,
            MeterRegistry metrics) {
        this.timeline = timeline;
        this.sessions = sessions;
        this.incidents = incidents;
        this.clock = clock;
        this.config = config;
        this.gaps = metrics.counter("stakeout.live.gaps");
        metrics.gauge(
                "stakeout.live.connections", this, rooms -> rooms.viewers().size());
    }

    /** Before the server waits for requests to end: an open socket is one that never would. */
    void onShutdownBegun(@Observes ShutdownDelayInitiatedEvent event) {
        viewers().forEach(viewer -> viewer.dismiss("shutdown", 2));
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    /**
     * Lets a browser in that has yet to say hello.
     *
     * @throws Problem TOO_MANY when a bound of open sockets is reached
     */
    void admit(Viewer viewer) {
        Set<Viewer> all = viewers();
        long own = all.stream().filter(v -> v.actor().equals(viewer.actor())).count();
        if (all.size() >= config.maxConnections() || own >= config.maxConnectionsPerOperator()) {
            throw Problem.tooMany(
                    "Too many live connections are open; close another room or window.", Duration.ofSeconds(30));
        }
        lobby.put(viewer, clock.instant());
    }

    Viewer viewer(Actor actor, Credential credential, Outlet outlet) {
        return new Viewer(actor, credential, outlet, clock, config.queue(), gaps::increment);
    }

    /** Joins an admitted browser to the room of an incident that it may see; who may not stay any more is sent away. */
    void join(long incident, Viewer viewer, long afterSeq) {
        Optional<String> refusal = refusal(incident, viewer);
        if (refusal.isPresent()) {
            viewer.dismiss(refusal.get(), 0);
            return;
        }
        Room room = rooms.compute(incident, (id, known) -> {
            Room mine = known != null ? known : new Room(id, timeline);
            mine.expect();
            return mine;
        });
        try {
            room.join(viewer, afterSeq);
        } finally {
            lobby.remove(viewer);
            room.arrived();
            closeIfEmpty(incident);
        }
    }

    void leave(long incident, Viewer viewer) {
        lobby.remove(viewer);
        Room room = rooms.get(incident);
        if (room != null) {
            room.leave(viewer);
            closeIfEmpty(incident);
        }
    }

    private void closeIfEmpty(long incident) {
        rooms.computeIfPresent(incident, (id, room) -> room.empty() ? null : room);
    }

    private Optional<String> refusal(long incident, Viewer viewer) {
        if (!sessions.stillValid(List.of(viewer.credential())).contains(viewer.credential())) {
            return Optional.of("signed-out");
        }
        boolean visible = incidents.whoMaySee(incident, List.of(viewer.actor())).contains(viewer.actor());
        return visible ? Optional.empty() : Optional.of("restricted");
    }

    /** Says that an incident may have new entries. Cheap, any thread, never fails. */
    void hint(long incident) {
        committed(incident, List.of());
    }

    /** The same about entries that this process has committed, so that they need no read when they come next. */
    void committed(long incident, List<EntryLine> entries) {
        if (rooms.containsKey(incident)) {
            pumps.computeIfAbsent(incident, this::pump).wanted(entries);
        }
    }

    private Pump pump(long incident) {
        return new Pump(incident, worker, (committed, unread) -> turn(incident, committed, unread));
    }

    void hintAll() {
        rooms.keySet().forEach(this::hint);
    }

    Collection<Room> open() {
        return List.copyOf(rooms.values());
    }

    /** Sends away whose session has ended or who may not see the incident any more. */
    void dismissWhoMayNotStay() {
        Set<Viewer> all = viewers();
        if (all.isEmpty()) {
            return;
        }
        Set<Credential> valid =
                sessions.stillValid(all.stream().map(Viewer::credential).toList());
        all.stream().filter(v -> !valid.contains(v.credential())).forEach(v -> v.dismiss("signed-out", 0));
        open().forEach(this::dismissWhoMayNotSee);
        dismissWhoSaysNothing(clock.instant().minus(HELLO_WITHIN));
    }

    private void dismissWhoSaysNothing(Instant latest) {
        lobby.forEach((viewer, since) -> {
            if (since.isBefore(latest)) {
                viewer.dismiss("no-hello", 0);
                lobby.remove(viewer);
            }
        });
    }

    private void dismissWhoMayNotSee(Room room) {
        List<Actor> actors = room.viewers().stream().map(Viewer::actor).toList();
        Set<Actor> allowed = incidents.whoMaySee(room.incident(), actors);
        room.viewers().stream()
                .filter(viewer -> !allowed.contains(viewer.actor()))
                .forEach(viewer -> viewer.dismiss("restricted", 0));
    }

    private Set<Viewer> viewers() {
        Set<Viewer> all = new HashSet<>(lobby.keySet());
        rooms.values().forEach(room -> all.addAll(room.viewers()));
        return all;
    }

    /** On a worker's thread. */
    private boolean turn(long incident, List<EntryLine> committed, boolean unread) {
        Room room = rooms.get(incident);
        if (room == null) {
            pumps.remove(incident);
            return false;
        }
        boolean told = room.offer(committed);
        if (unread || !told) {
            told |= room.pump();
        }
        room.viewers().stream().filter(Viewer::gone).forEach(viewer -> leave(incident, viewer));
        return told;
    }
}
