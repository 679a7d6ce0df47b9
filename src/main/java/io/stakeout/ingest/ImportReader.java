package io.stakeout.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.Incidents;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.watch.Watchlist;

/** Reads the file of an import into its incident, on the import thread. */
@ApplicationScoped
class ImportReader {

    private static final Logger LOG = Logger.getLogger(ImportReader.class);

    /** Progress is written each so many envelopes. */
    private static final int PROGRESS_EVERY = 200;

    /** How often a file is read again at most. */
    private static final int MOST_GENERATIONS = 50;

    private static final int ATTEMPTS_TO_END = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Incidents incidents;
    private final CurrentWatch watch;
    private final Intake intake;
    private final Spool spool;
    private final long mostInflated;

    ImportReader(Incidents incidents, CurrentWatch watch, Intake intake, Spool spool, IngestConfig config) {
        this.incidents = incidents;
        this.watch = watch;
        this.intake = intake;
        this.spool = spool;
        this.mostInflated = config.maxInflated();
    }

    /** Reads a spooled file to its end and writes down how it ended. Throws nothing. */
    void read(Actor actor, long id, long incident, Path file) {
        Reading reading = intake.imported(id, incident);
        Optional<String> stopped;
        try {
            stopped = readWithAll(id, incident, reading, file);
        } catch (IOException | RuntimeException e) {
            stopped = Optional.of("The import stopped. What was recorded stays; import the file again for the rest.");
            LOG.errorf(e, "import failed id=%d incident=%d", id, incident);
        }
        if (ended(actor, id, incident, reading.tally(), stopped)) {
            spool.discard(file);
        }
    }

    /**
     * Reads the file, and reads it again for each generation of credentials that was handed out in it: what they did may
     * stand before the call that handed them out.
     */
    private Optional<String> readWithAll(long id, long incident, Reading reading, Path file) throws IOException {
        Watchlist known = watch.of(incident);
        Optional<String> stopped = readAll(file, new Progressing(id, reading, known));
        reading.flush();
        Watchlist now = watch.of(incident);
        for (int n = 0; stopped.isEmpty() && now.minus(known).size() > 0; n++) {
            if (n == MOST_GENERATIONS) {
                return Optional.of("The import was read " + n + " times, and credentials still lead to others. What"
                        + " was recorded stays; import the file again to go on.");
            }
            reading.beginAgain();
            stopped = readAll(file, new Progressing(id, reading, now.minus(known)));
            reading.flush();
            known = now;
            now = watch.of(incident);
        }
        return stopped;
    }

    /** Writes the end, several times if need be: a database that was away may be back. */
    private boolean ended(Actor actor, long id, long incident, Tally tally, Optional<String> stopped) {
        String state = stopped.isPresent() ? "failed" : "done";
        for (int attempt = 1; attempt <= ATTEMPTS_TO_END; attempt++) {
            if (finish(actor, id, incident, tally, state, stopped.orElse(null))) {
                return true;
            }
            LockSupport.parkNanos(this, PAUSE.toNanos());
        }
        return false;
    }

    /** Reads the file to its end, or says why it was left before. */
    private Optional<String> readAll(Path file, Progressing sink) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TrailFile.read(in, mostInflated, sink);
            return Optional.empty();
        } catch (Problem tooLarge) {
            return Optional.of(tooLarge.detail());
        }
    }

    /** When the end can't be written, the file stays, and by it the next start knows that the import was cut off. */
    private boolean finish(Actor actor, long id, long incident, Tally tally, String state, String message) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                ImportRow row = ImportRow.findById(id);
                row.progress(tally);
                row.state = state;
                row.message = message;
                // in Stakeout's name: whoever brought the file may have lost sight of the incident since
                incidents.say(Actor.STAKEOUT, incident, "import-" + state, sentence(actor, tally, state));
            });
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "end of import not written id=%d incident=%d", id, incident);
            return false;
        }
    }

    private static String sentence(Actor actor, Tally tally, String state) {
        return String.format(
                java.util.Locale.ROOT,
                "import by %s %s: %,d of %,d events are the suspects', %,d new, %,d known already, %,d unreadable",
                actor.name(),
                state,
                tally.matched(),
                tally.events(),
                tally.recorded(),
                tally.duplicates(),
                tally.quarantined());
    }

    /** Feeds the reading and writes down how far it is. */
    private static final class Progressing implements TrailFile.Sink {
        private final long id;
        private final Reading reading;
        private final Watchlist suspects;

        private Progressing(long id, Reading reading, Watchlist suspects) {
            this.id = id;
            this.reading = reading;
            this.suspects = suspects;
        }

        @Override
        public void envelope(byte[] data) {
            if (reading.tally().records() % PROGRESS_EVERY == 0) {
                Tally tally = reading.tally();
                QuarkusTransaction.requiringNew().run(() -> {
                    ImportRow row = ImportRow.findById(id);
                    row.state = "running";
                    row.progress(tally);
                });
            }
            reading.take(data, suspects);
            flushIfFull();
        }

        @Override
        public void fault(Fault fault) {
            reading.fault(fault);
            flushIfFull();
        }

        private void flushIfFull() {
            if (reading.full()) {
                reading.flush();
            }
        }
    }
}
