package io.stakeout.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;

/**
 * Files brought to one incident by an operator. The upload is spooled to disk, then read by one worker thread, so that
 * a slow upload holds no database connection and imports don't compete with the live way.
 *
 * <p>A crash in the middle leaves what was recorded and marks the import failed at the next start; bringing the same
 * file again records the rest once.
 */
@ApplicationScoped
public class Imports {

    private static final Logger LOG = Logger.getLogger(Imports.class);

    /** Progress is written each so many envelopes. */
    private static final int PROGRESS_EVERY = 200;

    private static final String CUT_OFF =
            "state = 'failed', message = ?1 where state in ('queued', 'running') and spool in ?2";
    private static final String STOPPED_MEANWHILE = "Stakeout stopped meanwhile. What was recorded stays; import the"
            + " file again for the rest, nothing will appear twice.";

    /** @param state queued, running, done or failed */
    public record Progress(
            long id,
            long incidentId,
            String state,
            long bytes,
            long records,
            long events,
            long matched,
            long duplicates,
            long quarantined,
            Optional<String> message) {}

    private final Incidents incidents;
    private final Intake intake;
    private final AuditLog audit;
    private final Clock clock;
    private final Spool spool;
    private final long mostInflated;
    private final UploadRate rate;
    private final ThreadPoolExecutor worker;

    Imports(Incidents incidents, Intake intake, AuditLog audit, Clock clock, Spool spool, IngestConfig config) {
        this.incidents = incidents;
        this.intake = intake;
        this.audit = audit;
        this.clock = clock;
        this.spool = spool;
        this.mostInflated = config.maxInflated();
        this.rate = new UploadRate(config.importsPerMinute());
        this.worker = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(config.importQueue()), task -> {
                    Thread thread = new Thread(task, "stakeout-import");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** An import whose file still lies in our spool was cut off by the end of the process before. */
    void onStart(@Observes StartupEvent event) {
        List<String> left = spool.leftBehind();
        if (!left.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> ImportRow.update(CUT_OFF, STOPPED_MEANWHILE, left));
        }
        spool.clear();
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    /**
     * Takes an upload and starts its reading.
     *
     * @param body read to its end, or to the limit; not closed
     */
    public Progress start(Actor actor, long incident, InputStream body) {
        rate.take(actor.name(), clock.instant());
        IncidentView view = incidents.get(actor, incident);
        if (view.closed()) {
            throw Problem.conflict("Incident is closed", "Nothing was imported. Reopen it first.");
        }
        Path file = spool.receive(body);
        Progress queued = entered(actor, incident, file);
        try {
            worker.execute(() -> read(actor, queued.id(), incident, file));
        } catch (RejectedExecutionException e) {
            spool.discard(file);
            QuarkusTransaction.requiringNew().run(() -> end(queued.id(), "failed", "The queue of imports was full."));
            throw Problem.tooMany(
                    "The queue of imports is full; nothing was imported. Try again when one has ended.",
                    java.time.Duration.ofSeconds(10));
        }
        return queued;
    }

    /** How far an import is; {@code NOT_FOUND} when the actor may not see its incident. */
    public Progress progress(Actor actor, long id) {
        Progress progress = QuarkusTransaction.requiringNew()
                .call(() -> ImportRow.<ImportRow>findByIdOptional(id).map(Imports::progress))
                .orElseThrow(() -> Problem.notFound("Import", "There is no import " + id + "."));
        incidents.get(actor, progress.incidentId());
        return progress;
    }

    private Progress entered(Actor actor, long incident, Path file) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> enter(actor, incident, file));
        } catch (RuntimeException e) {
            spool.discard(file);
            throw e;
        }
    }

    private Progress enter(Actor actor, long incident, Path file) {
        ImportRow row = new ImportRow();
        row.incidentId = incident;
        row.byOperator = actor.name();
        row.startedAt = clock.instant();
        row.state = "queued";
        row.bytes = spool.size(file);
        row.spool = file.getFileName().toString();
        row.persistAndFlush();
        audit.append(actor, "import.started", "incident:" + incident, Map.of("import", row.id, "bytes", row.bytes));
        return progress(row);
    }

    @ActivateRequestContext
    void read(Actor actor, long id, long incident, Path file) {
        Reading reading = intake.imported(id, incident);
        String state = "done";
        String message = null;
        try (InputStream in = Files.newInputStream(file)) {
            TrailFile.read(in, mostInflated, new Progressing(id, reading));
            reading.flush();
        } catch (Problem e) {
            state = "failed";
            message = e.detail();
        } catch (IOException | RuntimeException e) {
            state = "failed";
            message = "The import stopped. What was recorded stays; import the file again for the rest.";
            LOG.errorf(e, "import failed id=%d incident=%d", id, incident);
        }
        if (finish(actor, id, incident, reading.tally(), state, message)) {
            spool.discard(file);
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
                incidents.say(actor, incident, "import-" + state, sentence(tally, state));
            });
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "end of import not written id=%d incident=%d", id, incident);
            return false;
        }
    }

    private static String sentence(Tally tally, String state) {
        return String.format(
                java.util.Locale.ROOT,
                "import %s: %,d of %,d events are the suspects', %,d new, %,d known already, %,d unreadable",
                state,
                tally.matched(),
                tally.events(),
                tally.recorded(),
                tally.duplicates(),
                tally.quarantined());
    }

    private static void end(long id, String state, String message) {
        ImportRow.update("state = ?1, message = ?2 where id = ?3", state, message, id);
    }

    private static Progress progress(ImportRow row) {
        return new Progress(
                row.id,
                row.incidentId,
                row.state,
                row.bytes,
                row.records,
                row.events,
                row.matched,
                row.duplicates,
                row.quarantined,
                Optional.ofNullable(row.message));
    }

    /** Feeds the reading and writes down how far it is. */
    private static final class Progressing implements TrailFile.Sink {
        private final long id;
        private final Reading reading;

        private Progressing(long id, Reading reading) {
            this.id = id;
            this.reading = reading;
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
            reading.take(data);
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
