package io.stakeout.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.UnreadableRecordException;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.ingest.scan.Envelope;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Opened;

/**
 * {@code ./stakeout replay}: plays files through the live way at the pace of their events. Begins when somebody is
 * watched, since what passes before is not seen.
 */
@ApplicationScoped
class FileReplay {

    private static final Logger LOG = Logger.getLogger(FileReplay.class);

    private final ReplayLane lane;
    private final CurrentWatch watch;
    private final Clock clock;
    private final List<Path> files;
    private final Pace pace;
    private volatile boolean stopped;
    private Thread player;

    FileReplay(ReplayLane lane, CurrentWatch watch, Clock clock, ReplayConfig config) {
        this.lane = lane;
        this.watch = watch;
        this.clock = clock;
        this.files = config.files().orElse(List.of()).stream().map(Path::of).toList();
        this.pace = Pace.of(config.speed());
    }

    void onStart(@Observes StartupEvent event) {
        if (!files.isEmpty()) {
            player = new Thread(this::run, "stakeout-replay");
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
        LOG.infof("replay waits for the first watch files=%d", files.size());
        while (!stopped && nobodyIsWatched()) {
            LockSupport.parkNanos(this, Duration.ofMillis(250).toNanos());
        }
        ReplayLane.Performance performance = lane.start("replay", () -> stopped);
        try {
            for (Path file : files) {
                play(file, performance);
            }
            Tally tally = performance.end();
            LOG.infof(
                    "replay ended events=%d matched=%d duplicates=%d quarantined=%d",
                    tally.events(), tally.matched(), tally.duplicates(), tally.quarantined());
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "replay stopped; what was recorded stays");
        }
    }

    private boolean nobodyIsWatched() {
        try {
            return watch.snapshot().size() == 0;
        } catch (RuntimeException e) {
            LOG.warnf("the watchlist can't be read yet cause=\"%s\"", e.getMessage());
            return true;
        }
    }

    private void play(Path file, ReplayLane.Performance performance) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TrailFile.read(in, Long.MAX_VALUE, new TrailFile.Sink() {
                @Override
                public void envelope(byte[] data) {
                    performance.play(data, pace.due(newestEvent(data), clock.instant()));
                }

                @Override
                public void fault(Fault fault) {
                    performance.fault(fault);
                }
            });
        }
    }

    /** The event time that an envelope's turn depends on; empty when it holds none. */
    private static Optional<Instant> newestEvent(byte[] envelope) {
        if (Envelope.open(envelope) instanceof Opened.Records records) {
            return records.records().stream()
                    .flatMap(bytes -> eventTime(bytes).stream())
                    .max(Instant::compareTo);
        }
        return Optional.empty();
    }

    private static Optional<Instant> eventTime(byte[] bytes) {
        try {
            return CloudTrailRecord.parse(bytes).eventTime();
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
