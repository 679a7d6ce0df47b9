package io.stakeout.ingest.backfill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.Incidents;

/** Backfills in the database, each change in a transaction of its own. Thread-safe. */
@ApplicationScoped
class Ledger {

    /** A node unheard of for this long has lost what it was reading to others. */
    private static final Duration FORSAKEN = Duration.ofMinutes(2);

    /** AWS forgets where an answer goes on after a day, and may then say that it is at its end. */
    private static final Duration STALE = Duration.ofHours(12);

    private static final String MINE_OR_FORSAKEN =
            "state in ('queued', 'running') and (owner = ?1 or beatAt < ?2) order by id";

    /** What a worker needs of a row. */
    record Job(
            long id,
            long incident,
            String by,
            Instant since,
            Instant until,
            boolean lookup,
            Standing standing,
            Counts counts) {}

    private final Incidents incidents;
    private final AuditLog audit;
    private final Clock clock;

    Ledger(Incidents incidents, AuditLog audit, Clock clock) {
        this.incidents = incidents;
        this.audit = audit;
        this.clock = clock;
    }

    /** The next that this node should go on with; it is this node's from now on. */
    Optional<Job> take(String node) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            Optional<BackfillRow> next = BackfillRow.<BackfillRow>find(MINE_OR_FORSAKEN, node, now.minus(FORSAKEN))
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .firstResultOptional();
            return next.map(row -> {
                boolean stale = row.beatAt.isBefore(now.minus(STALE));
                row.owner = node;
                row.beatAt = now;
                row.state = "running";
                return job(row, stale);
            });
        });
    }

    private static Job job(BackfillRow row, boolean stale) {
        Standing standing = Standing.read(row.standing);
        return new Job(
                row.id,
                row.incidentId,
                row.byOperator,
                row.since,
                row.until,
                row.lookup,
                stale ? standing.at(null) : standing,
                new Counts(row.events, row.matched, row.recorded, row.unreadable));
    }

    /** @return whether to go on: it is still this node's, and its incident open */
    boolean save(Job job, String node, Standing standing, Counts counts) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<BackfillRow> mine = mine(job, node);
            mine.ifPresent(row -> write(row, standing, counts));
            return mine.isPresent()
                    && !incidents.get(Actor.STAKEOUT, job.incident()).closed();
        });
    }

    /** A source is given up; the others are still read. */
    boolean giveUp(Job job, String node, Standing standing, Counts counts, String sentence) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<BackfillRow> mine = mine(job, node);
            mine.ifPresent(row -> {
                write(row, standing, counts);
                row.add(sentence);
                incidents.say(Actor.STAKEOUT, job.incident(), "backfill", sentence);
            });
            return mine.isPresent();
        });
    }

    /** Writes how it ended, unless it is another node's by now. */
    boolean end(Job job, String node, Standing standing, Counts counts, Optional<String> why) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<BackfillRow> mine = mine(job, node);
            mine.ifPresent(row -> {
                write(row, standing, counts);
                why.ifPresent(row::add);
                row.state = why.isEmpty() && standing.failed().isEmpty() ? "done" : "failed";
                incidents.say(Actor.STAKEOUT, job.incident(), "backfill", sentence(job, row, why));
                audit.append(
                        Actor.STAKEOUT,
                        "backfill.ended",
                        "incident:" + job.incident(),
                        Map.of("backfill", job.id(), "state", row.state, "recorded", counts.recorded()));
            });
            return mine.isPresent();
        });
    }

    private static Optional<BackfillRow> mine(Job job, String node) {
        return BackfillRow.<BackfillRow>findByIdOptional(job.id(), LockModeType.PESSIMISTIC_WRITE)
                .filter(row -> row.owner.equals(node) && !row.over());
    }

    private void write(BackfillRow row, Standing standing, Counts counts) {
        row.standing = standing.text();
        row.source = standing.source();
        row.beatAt = clock.instant();
        row.events = counts.events();
        row.matched = counts.matched();
        row.recorded = counts.recorded();
        row.unreadable = counts.unreadable();
    }

    private static String sentence(Job job, BackfillRow row, Optional<String> why) {
        return String.format(
                Locale.ROOT,
                "looking back to %s for %s %s: %,d events seen, %,d new calls of the suspects%s",
                job.since(),
                job.by(),
                row.state.equals("done") ? "is done" : "has ended without all of it",
                row.events,
                row.recorded,
                why.map(text -> ". " + text).orElse(""));
    }

    /** Newest first. */
    static List<BackfillRow> of(long incident, int most) {
        return BackfillRow.<BackfillRow>find("incidentId = ?1 order by id desc", incident)
                .page(0, most)
                .list();
    }
}
