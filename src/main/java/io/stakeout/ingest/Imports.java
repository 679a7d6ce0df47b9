package io.stakeout.ingest;

import java.io.InputStream;
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
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
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
    private final ImportReader reader;
    private final AuditLog audit;
    private final Clock clock;
    private final Spool spool;
    private final UploadRate rate;
    private final ThreadPoolExecutor worker;

    Imports(Incidents incidents, ImportReader reader, AuditLog audit, Clock clock, Spool spool, IngestConfig config) {
        this.incidents = incidents;
        this.reader = reader;
        this.audit = audit;
        this.clock = clock;
        this.spool = spool;
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
        requireOpen(actor, incident);
        Path file = spool.receive(body);
        Progress queued = entered(actor, incident, file);
        try {
            worker.execute(() -> reader.read(actor, queued.id(), incident, file));
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

    private void requireOpen(Actor actor, long incident) {
        if (incidents.get(actor, incident).closed()) {
            throw Problem.conflict("Incident is closed", "Nothing was imported. Reopen it first.");
        }
    }

    /** Looks at the incident again: an upload takes its time, and somebody may have closed or restricted it meanwhile. */
    private Progress enter(Actor actor, long incident, Path file) {
        requireOpen(actor, incident);
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
}
