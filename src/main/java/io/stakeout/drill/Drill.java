package io.stakeout.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import io.stakeout.Curtain;
import io.stakeout.Debrief;
import io.stakeout.Mode;
import io.stakeout.RehearsalCloud;
import io.stakeout.access.Actor;
import io.stakeout.drill.cast.Scenario;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Timeline;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.ReplayLane;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

/**
 * {@code ./stakeout drill}: opens an incident on a leaked key and lets an attack arrive, live on a cloud of our own or
 * recorded. An incident of an earlier drill is closed as an exercise first, so that there is one room to look at.
 */
@ApplicationScoped
class Drill implements Curtain, RehearsalCloud {

    private static final Logger LOG = Logger.getLogger(Drill.class);
    private static final String RECORDED = "recorded";

    private final Incidents incidents;
    private final Timeline timeline;
    private final ReplayLane lane;
    private final Clock clock;
    private final Mode mode;
    private final DrillConfig config;
    private volatile boolean stopped;
    private volatile Truth truth;
    private volatile Access access;
    private Thread player;

    Drill(Incidents incidents, Timeline timeline, ReplayLane lane, Clock clock, Mode mode, DrillConfig config) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.lane = lane;
        this.clock = clock;
        this.mode = mode;
        this.config = config;
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

    @Override
    public Optional<Debrief> debrief() {
        return Optional.ofNullable(truth).map(Truth::debrief);
    }

    @Override
    public Optional<Access> access() {
        return Optional.ofNullable(access);
    }

    private void run() {
        Instant began = clock.instant();
        try (Play play = play()) {
            closeEarlier();
            play.prepare(() -> stopped);
            long incident = open(play.leakedKey());
            if (play instanceof CloudPlay live) {
                access = live.access();
                truth = new Truth(live, timeline, incident, clock, began);
                LOG.infof(
                        "drill-cloud endpoint=%s scenario=%s",
                        live.address(), live.scenario().id());
            }
            play.perform(() -> stopped, text -> incidents.say(Actor.STAKEOUT, incident, "replay-ended", text));
        } catch (RuntimeException e) {
            LOG.errorf(e, "drill stopped; the room and its rows stay. Start ./stakeout drill again");
        } finally {
            access = null;
        }
    }

    private Play play() {
        if (config.scenario().equals(RECORDED)) {
            return new RecordedPlay(lane, clock);
        }
        Scenario scenario = Scenario.named(config.scenario())
                .orElseThrow(() -> new IllegalArgumentException("stakeout.drill.scenario is '" + config.scenario()
                        + "': use one of " + Scenario.names() + ", " + RECORDED));
        return new CloudPlay(scenario, config, lane, clock);
    }

    private void closeEarlier() {
        incidents.list(Actor.STAKEOUT).stream()
                .filter(incident -> incident.origin().equals("drill") && !incident.closed())
                .map(IncidentView::id)
                .forEach(id -> incidents.close(Actor.STAKEOUT, id, Verdict.EXERCISE, "a new drill has begun"));
    }

    private long open(String leakedKey) {
        Suspect key = Suspect.of("access-key", leakedKey, null);
        Opening opening =
                new Opening("Drill: leaked access key", Severity.HIGH, Follow.FULL, List.of(key), Set.of(), "drill");
        return incidents.open(Actor.STAKEOUT, opening).id();
    }
}
