package io.stakeout.ingest.backfill;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.Incidents;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.kinesis.StreamPast;

/**
 * Looks further back than the lookback in memory, for one incident: in the stream, in the trail's log group, and, only when
 * somebody says so, in CloudTrail's event history. One at a time and by one thread, beside the live way. What a process that
 * ends leaves is gone on with: by itself after its start, else by another node.
 */
@ApplicationScoped
public class Backfills {

    private static final Logger LOG = Logger.getLogger(Backfills.class);

    static final String VISIBLE = "LookupEvents calls by Stakeout's own role, in CloudTrail of that account";

    private static final int MOST_LISTED = 100;
    private static final int SECONDS_TO_STOP = 5;

    /** With records of a few KB a page is some MB; AWS gives 1 MB at most of what it reads in one go. */
    private static final int LOGS_A_PAGE = 2_000;

    /**
     * How far a backfill is.
     *
     * @param state queued, running, done or failed
     * @param source stream, logs or lookup while one of them is read
     */
    public record Progress(
            long id,
            String state,
            Optional<String> source,
            Instant since,
            Instant until,
            boolean lookup,
            String by,
            Instant startedAt,
            long events,
            long matched,
            long recorded,
            Optional<String> message) {}

    private final Incidents incidents;
    private final AuditLog audit;
    private final Clock clock;
    private final BackfillConfig config;
    private final BackfillClients clients;
    private final StreamPast stream;
    private final LookingBack.Tools tools;
    private final ThreadPoolExecutor worker;
    private volatile boolean stopped;

    Backfills(
            Incidents incidents,
            AuditLog audit,
            Clock clock,
            BackfillConfig config,
            BackfillClients clients,
            StreamPast stream,
            Ledger ledger,
            CurrentWatch watch,
            Intake intake) {
        this.incidents = incidents;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
        this.clients = clients;
        this.stream = stream;
        this.tools = new LookingBack.Tools(ledger, watch, intake);
        // one in work and one to follow it: whatever was asked for meanwhile, that one finds it
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> {
                    Thread thread = new Thread(task, "stakeout-backfill");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    void onStart(@Observes StartupEvent event) {
        nudge();
    }

    /** Not interrupted: it stops behind a page, and another process goes on there. */
    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        worker.shutdown();
        if (!worker.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            LOG.info("a backfill is left in the middle of a page, the next start goes on with it");
        }
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void nudge() {
        worker.execute(this::work);
    }

    private void work() {
        try {
            Optional<Ledger.Job> job = tools.ledger().take(stream.node());
            while (job.isPresent() && !stopped) {
                boolean lookup = job.get().lookup();
                new LookingBack(tools, sources(lookup), stream.node(), job.get(), () -> stopped).run();
                job = stopped ? Optional.empty() : tools.ledger().take(stream.node());
            }
        } catch (RuntimeException e) {
            LOG.warnf("no backfill can be taken, tried again in 15 s cause=\"%s\"", e.getMessage());
        }
    }

    /** In the order in which they are asked. */
    private List<Source> sources(boolean lookup) {
        Pause pause = Pause.until(() -> stopped);
        List<Source> sources = new ArrayList<>();
        if (stream.readable()) {
            sources.add(new StreamSource(stream, () -> stopped));
        }
        if (clients.logsAllowed()) {
            config.logGroup().ifPresent(group -> sources.add(new LogsSource(group, LOGS_A_PAGE, clients::logs, pause)));
        }
        if (lookup && clients.trailAllowed()) {
            sources.add(new LookupSource(config.lookupRegions(), clients::trail, pause));
        }
        return sources;
    }

    /**
     * Starts one.
     *
     * @param lookup whether CloudTrail's event history may be asked, which a suspect could see
     */
    public Progress start(Actor actor, long incident, Instant since, boolean lookup) {
        Progress queued = enter(actor, incident, since, lookup, stream.node(), sources(lookup));
        nudge();
        return queued;
    }

    /** Newest first; {@code NOT_FOUND} when the actor may not see the incident. */
    public List<Progress> list(Actor actor, long incident) {
        incidents.get(actor, incident);
        return QuarkusTransaction.requiringNew()
                .call(() -> Ledger.of(incident, MOST_LISTED).stream()
                        .map(Backfills::progress)
                        .toList());
    }

    /** Writes down that one was asked for, and by whom it will be read. */
    Progress enter(Actor actor, long incident, Instant since, boolean lookup, String node, List<Source> sources) {
        Instant now = clock.instant();
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                requireOpen(actor, incident);
                requirePast(since, now);
                if (BackfillRow.count("incidentId = ?1 and state in ('queued', 'running')", incident) > 0) {
                    throw running();
                }
                requireSources(sources, lookup);
                return entered(actor, row(actor, incident, since, now, lookup, node), sources);
            });
        } catch (PersistenceException e) {
            if (isSecond(e)) {
                throw running();
            }
            throw e;
        }
    }

    private Progress entered(Actor actor, BackfillRow row, List<Source> sources) {
        row.persistAndFlush();
        String where = sources.stream().map(Source::name).collect(Collectors.joining(", then in "));
        String visible = row.lookup ? "what the suspect could see: " + VISIBLE + ". " : "";
        incidents.say(actor, row.incidentId, "backfill", visible + "looks back to " + row.since + " in " + where);
        Map<String, Object> details = new LinkedHashMap<>();
        if (row.lookup) {
            details.put("suspectCouldSee", VISIBLE);
        }
        details.put("backfill", row.id);
        details.put("since", row.since.toString());
        details.put("sources", sources.stream().map(Source::id).toList());
        audit.append(actor, "backfill.started", "incident:" + row.incidentId, details);
        return progress(row);
    }

    private static BackfillRow row(
            Actor actor, long incident, Instant since, Instant now, boolean lookup, String node) {
        BackfillRow row = new BackfillRow();
        row.incidentId = incident;
        row.byOperator = actor.name();
        row.since = since;
        row.until = now;
        row.startedAt = now;
        row.lookup = lookup;
        row.state = "queued";
        row.owner = node;
        row.beatAt = now;
        row.standing = "{}";
        return row;
    }

    private void requireOpen(Actor actor, long incident) {
        if (incidents.get(actor, incident).closed()) {
            throw Problem.conflict("Incident is closed", "Nothing is looked for. Reopen it first.");
        }
    }

    private void requirePast(Instant since, Instant now) {
        if (!since.isBefore(now)) {
            throw Problem.invalid("Time not understood", "since: lies in the future; give a time in the past.");
        }
        if (since.isBefore(now.minus(config.mostAge()))) {
            throw Problem.invalid(
                    "Too far back",
                    "since: is more than " + config.mostAge().toDays() + " days ago, the most that is looked back.");
        }
    }

    private void requireSources(List<Source> sources, boolean lookup) {
        if (lookup && !clients.trailAllowed()) {
            throw Problem.conflict(
                    "Event history out of reach",
                    "Nothing was started: a drill or replay calls AWS on this machine only.");
        }
        if (sources.isEmpty()) {
            throw Problem.conflict(
                    "Nowhere to look",
                    "Nothing was started: neither a stream nor a log group is configured, and CloudTrail's event history"
                            + " is asked only with lookup: true.");
        }
    }

    private static Problem running() {
        return Problem.conflict(
                "Looking back already",
                "Nothing was started: this incident is being looked back for. Wait for its end.");
    }

    private static boolean isSecond(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().contains("backfill_one_at_a_time")) {
                return true;
            }
        }
        return false;
    }

    private static Progress progress(BackfillRow row) {
        return new Progress(
                row.id,
                row.state,
                Optional.ofNullable(row.source),
                row.since,
                row.until,
                row.lookup,
                row.byOperator,
                row.startedAt,
                row.events,
                row.matched,
                row.recorded,
                Optional.ofNullable(row.message));
    }
}
