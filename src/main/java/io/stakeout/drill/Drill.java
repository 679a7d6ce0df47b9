package io.stakeout.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.Mode;
import io.stakeout.access.Actor;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.ReplayLane;
import io.stakeout.ingest.Tally;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

/**
 * {@code ./stakeout drill}: opens an incident on a leaked key and lets the recorded attack arrive. An incident of an
 * earlier drill is closed as an exercise first, so that there is one room to look at.
 */
@ApplicationScoped
class Drill {

    private static final Logger LOG = Logger.getLogger(Drill.class);

    /** The attack has been going on when the room opens, as it is when one is called. */
    private static final Duration ALREADY_GOING_ON = Duration.ofSeconds(25);

    private final Incidents incidents;
    private final ReplayLane lane;
    private final Clock clock;
    private final Mode mode;
    private volatile boolean stopped;
    private Thread player;

    Drill(Incidents incidents, ReplayLane lane, Clock clock, @ConfigProperty(name = "stakeout.mode") Mode mode) {
        this.incidents = incidents;
        this.lane = lane;
        this.clock = clock;
        this.mode = mode;
    }

    void onStart(@Observes StartupEvent event) {
        if (mode.drill()) {
            player = new Thread(this::run, "stakeout-drill");
            player.setDaemon(true);
            player.start();
        }
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (player != null) {
            player.join(Duration.ofSeconds(5).toMillis());
        }
    }

    void run() {
        try {
            closeEarlier();
            long incident = open();
            Tally tally = attack(clock.instant().minus(ALREADY_GOING_ON));
            if (!stopped) {
                incidents.say(Actor.STAKEOUT, incident, "replay-ended", ended(tally));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "drill stopped; the room and its rows stay. Start ./stakeout drill again");
        }
    }

    private void closeEarlier() {
        incidents.list(Actor.STAKEOUT).stream()
                .filter(incident -> incident.origin().equals("drill") && !incident.closed())
                .map(IncidentView::id)
                .forEach(id -> incidents.close(Actor.STAKEOUT, id, Verdict.EXERCISE, "a new drill has begun"));
    }

    private long open() {
        Suspect key = Suspect.of("access-key", RecordedAttack.LEAKED_KEY, null);
        Opening opening =
                new Opening("Drill: leaked access key", Severity.HIGH, Follow.FULL, List.of(key), Set.of(), "drill");
        return incidents.open(Actor.STAKEOUT, opening).id();
    }

    private Tally attack(Instant firstCall) {
        ReplayLane.Performance performance = lane.start("drill", () -> stopped);
        RecordedAttack.deliveries(firstCall).stream()
                .filter(delivery -> !delivery.due().isBefore(firstCall))
                .forEach(delivery -> performance.play(delivery.envelope(), delivery.due()));
        return performance.end();
    }

    private static String ended(Tally tally) {
        return String.format(
                Locale.ROOT,
                "the recorded attack has ended: %,d of %,d calls were the suspect's",
                tally.matched(),
                tally.events());
    }
}
