package io.stakeout.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.KeyUnusable;
import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.watch.Watchlist;

/**
 * An admin looks into the quarantine, and has an item run again: after an upgrade that can read it, after a repair of
 * the database that refused it, or after a watch that it belongs to. Both are audited. What came with an import of a
 * restricted incident doesn't exist for who may not see that.
 */
@ApplicationScoped
public class Inspection {

    private static final String NOBODY = "it can be read; nobody who is watched made the calls in it";

    /**
     * An item and what is in it.
     *
     * @param incident of an import; else empty
     * @param size of what could not be read, in bytes
     * @param whole whether all of it is kept; only then it can be run again
     * @param text its content, at most 64 KB, control characters made visible, one record a line
     * @param redacted whether secrets could be taken out of all of it
     * @param truncated whether the text is not all that there was
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Look(
            long id,
            Instant arrivedAt,
            String lane,
            String origin,
            Optional<Long> incident,
            String reason,
            long size,
            boolean whole,
            String text,
            boolean redacted,
            boolean truncated) {}

    /**
     * What came of running it again.
     *
     * @param outcome {@code recorded}: it has left the quarantine, as calls of suspects or as a signal; {@code still-unreadable}, at least in part, or {@code
     *     no-match}: it stays
     * @param matched calls of suspects in it
     * @param recorded entries written
     * @param duplicates copies of what the incidents had already
     * @param reason why it stays
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Outcome(String outcome, long matched, long recorded, long duplicates, Optional<String> reason) {

        private static Outcome of(Tally tally, Optional<String> unreadable) {
            boolean belongs = tally.recorded() + tally.duplicates() + tally.findings() > 0;
            String outcome = unreadable.isPresent() ? "still-unreadable" : belongs ? "recorded" : "no-match";
            Optional<String> reason = unreadable.or(() -> belongs ? Optional.empty() : Optional.of(NOBODY));
            return new Outcome(outcome, tally.matched(), tally.recorded(), tally.duplicates(), reason);
        }
    }

    private final Quarantine quarantine;
    private final Intake intake;
    private final CurrentWatch watch;
    private final Incidents incidents;
    private final AuditLog audit;

    Inspection(Quarantine quarantine, Intake intake, CurrentWatch watch, Incidents incidents, AuditLog audit) {
        this.quarantine = quarantine;
        this.intake = intake;
        this.watch = watch;
        this.incidents = incidents;
        this.audit = audit;
    }

    /** What an item is and holds. */
    @Transactional
    public Look look(Actor actor, long id) {
        Quarantine.Kept item = require(actor, id);
        Quarantine.Line line = item.line();
        Preview preview = Preview.of(item.bytes());
        audit.append(actor, "quarantine.read", subject(id), Map.of("origin", line.origin()));
        return new Look(
                id,
                line.arrivedAt(),
                line.lane(),
                line.origin(),
                item.incident(),
                line.reason(),
                line.size(),
                line.whole(),
                preview.text(),
                preview.redacted(),
                preview.truncated() || !line.whole());
    }

    /**
     * Reads an item once more and records what belongs to a suspect now: to all who are watched, or, of an import, to
     * those of its incident.
     *
     * @throws Problem CONFLICT when it is kept only in part or its incident is closed; UNAVAILABLE when the database
     *     doesn't answer; the item stays
     */
    public Outcome retry(Actor actor, long id) {
        Quarantine.Kept item = require(actor, id);
        if (!item.line().whole()) {
            throw Problem.conflict(
                    "Kept only in part",
                    "Of item " + id + " only the first " + item.bytes().length + " bytes are kept, so it can't be run"
                            + " again; it stays as it is. Bring what it came from once more, for example by an import.");
        }
        item.incident().ifPresent(incident -> requireOpen(actor, incident));
        Reading reading = intake.retried(id, item.incident());
        try {
            Watchlist now = item.incident().map(watch::of).orElseGet(watch::snapshot);
            new Retry(item, now, reading).run();
            reading.flush();
        } catch (RecordingFailed e) {
            throw Problem.of(
                    Problem.Kind.UNAVAILABLE,
                    "Not run to its end",
                    "The database doesn't take it now. Item " + id + " stays in quarantine; try again later, what was"
                            + " recorded meanwhile doesn't appear twice.");
        }
        Outcome outcome = Outcome.of(reading.tally(), reading.reason());
        QuarkusTransaction.requiringNew().run(() -> end(actor, id, outcome));
        return outcome;
    }

    private void end(Actor actor, long id, Outcome outcome) {
        if (outcome.reason().isPresent()) {
            quarantine.stays(id, outcome.reason().get());
        } else {
            quarantine.release(id);
        }
        audit.append(
                actor,
                "quarantine.retried",
                subject(id),
                Map.of(
                        "outcome", outcome.outcome(),
                        "matched", outcome.matched(),
                        "recorded", outcome.recorded(),
                        "duplicates", outcome.duplicates()));
    }

    private Quarantine.Kept require(Actor actor, long id) {
        try {
            return quarantine
                    .find(id)
                    .filter(item -> item.incident().map(i -> maySee(actor, i)).orElse(true))
                    .orElseThrow(() -> Problem.notFound(
                            "Quarantined item", "There is no item " + id + ", or it was removed for its age."));
        } catch (KeyUnusable e) {
            throw Problem.of(
                    Problem.Kind.UNAVAILABLE,
                    "Quarantine can't be opened",
                    "Item " + id + " stays as it is: " + e.getMessage() + ".");
        }
    }

    private boolean maySee(Actor actor, long incident) {
        return incidents.whoMaySee(incident, List.of(actor)).contains(actor);
    }

    private void requireOpen(Actor actor, long incident) {
        if (incidents.get(actor, incident).closed()) {
            throw Problem.conflict(
                    "Incident is closed", "Incident " + incident + " takes nothing; the item stays. Reopen it first.");
        }
    }

    private static String subject(long id) {
        return "quarantine:" + id;
    }
}
