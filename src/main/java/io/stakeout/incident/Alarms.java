package io.stakeout.incident;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;

import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;

/**
 * Alarms about what feeds Stakeout. A call raises one, however often and by however many lanes and nodes it is brought;
 * every incident that is open gets it as an entry, in the same transaction, and one that is opened within the next day
 * begins with it. Calls that say the same again within a minute are kept and counted, and told once: who hammers at the
 * pipeline doesn't get to fill the rooms. Thread-safe; several processes may raise.
 */
@ApplicationScoped
public class Alarms {

    /** For how long an alarm is news. */
    public static final Duration NEWS = Duration.ofHours(24);

    private static final String ACTION = "pipeline-alarm";
    private static final Duration CALM = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int ATTEMPTS = 8;

    /** An alarm as it is kept; {@code at} is when it reached us. */
    public record Line(
            String eventId, Instant at, Optional<Instant> eventTime, String call, String outcome, String text) {}

    private final AgroalDataSource database;
    private final EntryLog log;
    private final AuditLog audit;
    private final Clock clock;
    private final MeterRegistry metrics;

    Alarms(AgroalDataSource database, EntryLog log, AuditLog audit, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Raises an alarm in a transaction of its own; does nothing when its event has raised one. Deadlocks are retried.
     *
     * @return whether it is new
     * @throws RecordingFailed when the database refused; nothing of it is kept, and raising it again is harmless
     */
    public boolean raise(Alarm alarm) {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean fresh = QuarkusTransaction.requiringNew().call(() -> write(alarm));
                if (fresh) {
                    count(alarm);
                }
                return fresh;
            } catch (RuntimeException e) {
                RecordingFailed failed = RecordingFailed.from(e);
                if (!failed.worthRetryingAtOnce() || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private boolean write(Alarm alarm) {
        Instant now = clock.instant();
        List<Long> incidents;
        try (Connection connection = database.getConnection()) {
            AlarmTable table = new AlarmTable(connection);
            table.lockToRaise();
            boolean tell = !table.toldSince(alarm.alike(), now.minus(CALM));
            if (!table.insert(alarm, now, tell)) {
                return false;
            }
            if (!tell) {
                return true;
            }
            incidents = table.lockOpenIncidents();
        } catch (SQLException e) {
            throw new RecordingFailed("alarm not raised", e);
        }
        incidents.forEach(incident -> tell(incident, alarm.text(), alarm.eventId(), false));
        audit.append(
                Actor.STAKEOUT,
                "pipeline.alarm",
                "pipeline",
                Map.of(
                        "eventId", alarm.eventId(),
                        "call", alarm.call(),
                        "outcome", alarm.outcome().id(),
                        "text", alarm.text()));
        return true;
    }

    private void tell(long incident, String text, String eventId, boolean past) {
        ObjectNode body = EntryJson.object().put("action", ACTION).put("text", text);
        if (past) {
            body.put("past", true);
        }
        log.append(incident, EntryKind.WATCH, Actor.STAKEOUT.name(), body.put("eventId", eventId));
    }

    private void count(Alarm alarm) {
        metrics.counter(
                        "stakeout.pipeline.alarms",
                        "call",
                        alarm.call(),
                        "outcome",
                        alarm.outcome().id())
                .increment();
    }

    /** Tells an incident that is being opened, in its transaction, what has happened to the pipeline before. */
    void tellNewcomer(long incident) {
        List<Line> lately;
        long count;
        Instant since = clock.instant().minus(NEWS);
        try (Connection connection = database.getConnection()) {
            AlarmTable table = new AlarmTable(connection);
            table.lockToOpen();
            lately = table.newest(since, 1);
            count = lately.isEmpty() ? 0 : table.count(since);
        } catch (SQLException e) {
            throw new RecordingFailed("alarms can't be read", e);
        }
        lately.forEach(
                line -> tell(incident, "Before this incident: " + line.text() + more(count), line.eventId(), true));
    }

    private static String more(long count) {
        return count == 1 ? "" : " It is the newest of " + count + " alarms in 24 hours: see the status page.";
    }

    /** The newest alarms of whatever age that is kept, newest first. */
    @Transactional
    public List<Line> newest(int limit) {
        try (Connection connection = database.getConnection()) {
            return new AlarmTable(connection).newest(Instant.EPOCH, limit);
        } catch (SQLException e) {
            throw new IllegalStateException("alarms can't be read", e);
        }
    }

    /** How many reached us in the last 24 hours. */
    @Transactional
    public long lately() {
        try (Connection connection = database.getConnection()) {
            return new AlarmTable(connection).count(clock.instant().minus(NEWS));
        } catch (SQLException e) {
            throw new IllegalStateException("alarms can't be counted", e);
        }
    }

    /** What the rooms were told stays in their logs and in the audit. */
    @Scheduled(every = "6h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forget() {
        try (Connection connection = database.getConnection()) {
            new AlarmTable(connection).forget(clock.instant().minus(KEPT));
        } catch (SQLException e) {
            throw new IllegalStateException("old alarms not removed, tried again in 6 hours", e);
        }
    }
}
