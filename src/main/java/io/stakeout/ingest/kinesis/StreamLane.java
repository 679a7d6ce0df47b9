package io.stakeout.ingest.kinesis;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.Mode;
import io.stakeout.ingest.IngestConfig;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.ShardLag;
import io.stakeout.ingest.StreamState;

/** Production's way in: consumes the configured stream from the start of the application to its end. */
@ApplicationScoped
class StreamLane {

    private static final Logger LOG = Logger.getLogger(StreamLane.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Before others stop: shards commit and write their checkpoints meanwhile. */
    private static final int EARLY = 10;

    private final Mode mode;
    private final KinesisConfig config;
    private final IngestConfig ingest;
    private final Intake intake;
    private final StreamState state;
    private final ShardLag shards;
    private final KinesisTrouble trouble;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Path dataDirectory;
    private volatile Optional<Supervisor> supervisor = Optional.empty();

    StreamLane(
            Mode mode,
            KinesisConfig config,
            IngestConfig ingest,
            Intake intake,
            StreamState state,
            ShardLag shards,
            KinesisTrouble trouble,
            MeterRegistry metrics,
            Clock clock,
            @ConfigProperty(name = "stakeout.data-dir") Path dataDirectory) {
        this.mode = mode;
        this.config = config;
        this.ingest = ingest;
        this.intake = intake;
        this.state = state;
        this.shards = shards;
        this.trouble = trouble;
        this.metrics = metrics;
        this.clock = clock;
        this.dataDirectory = dataDirectory;
    }

    /** A setting that can't be used stops the start. */
    void onStart(@Observes StartupEvent event) {
        if (mode.rehearsal()) {
            config.stream().ifPresent(stream -> LOG.infof("a drill or replay consumes no stream stream=%s", stream));
            return;
        }
        supervisor =
                Settings.of(config, dataDirectory, clock.instant()).map(settings -> consume(settings, new Consumed()));
    }

    void onStop(@Observes @Priority(EARLY) ShutdownEvent event) {
        supervisor.ifPresent(Supervisor::close);
    }

    /** False only when nobody would start the consumer again. */
    boolean alive() {
        return supervisor.map(Supervisor::alive).orElse(true);
    }

    /** Starts consuming; the caller closes what it gets. */
    Supervisor consume(Settings settings, Consumed consumed) {
        LaneCondition condition = new LaneCondition(state, trouble, clock);
        Consumer consumer =
                new Consumer(settings, intake, ingest, metrics, shards, trouble, condition, consumed, clock);
        LOG.infof(
                "consuming stream=%s application=%s worker=%s",
                settings.stream(), settings.application(), settings.worker());
        Supervisor started = new Supervisor(consumer::life, condition, consumer.meters(), FIRST_PAUSE);
        condition.starting();
        started.start();
        return started;
    }
}
