package io.stakeout.incident;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.cloudtrail.Issuance;
import io.stakeout.incident.lineage.IdentityRow;
import io.stakeout.incident.lineage.LineageReader;
import io.stakeout.incident.lineage.LineageView;
import io.stakeout.incident.lineage.LineageViews;
import io.stakeout.watch.Traces;

/**
 * The desk where people read whom an incident follows, and decide on one identity: that it is somebody else, that it is
 * not after all, or that what was merely offered belongs to the suspects. Each decision has a note, and is an entry, a
 * line of the audit and a change of the watch in one transaction.
 */
@ApplicationScoped
public class IdentityDesk {

    /** What a person decides. */
    public enum Decision {
        /** Its calls, and those of what it alone leads to, are no longer taken for the suspects'. */
        EXCLUDE("excluded", "excluded %s: it and what it leads to are no longer watched"),
        /** The exclusion is taken back. */
        INCLUDE("included", "included %s again"),
        /** Its calls are the suspects' doing. */
        CONFIRM("confirmed", "confirmed %s: its calls are followed");

        private final String action;
        private final String text;

        Decision(String action, String text) {
            this.action = action;
            this.text = text;
        }
    }

    private final AgroalDataSource database;
    private final EntryLog log;
    private final AuditLog audit;
    private final Readers readers;
    private final Event<WatchChanged> watchChanged;

    IdentityDesk(
            AgroalDataSource database,
            EntryLog log,
            AuditLog audit,
            Readers readers,
            Event<WatchChanged> watchChanged) {
        this.database = database;
        this.log = log;
        this.audit = audit;
        this.readers = readers;
        this.watchChanged = watchChanged;
    }

    /** Whom an incident follows, and why. */
    @Transactional
    public LineageView lineage(Actor actor, long incident) {
        return read(readers.require(actor, incident));
    }

    /** Decides on one identity; {@code CONFLICT} when it is decided so already, or can't be. */
    @Transactional
    public LineageView decide(Actor actor, long incident, long identityId, Decision decision, String note) {
        IncidentRow row = readers.requireForChange(actor, incident);
        if (row.state() instanceof IncidentState.Closed) {
            throw Problem.conflict("Incident is closed", "Nothing was changed. Reopen it to change whom it watches.");
        }
        String why = Titles.text("Note", note);
        IdentityRow identity = IdentityRow.of(incident, identityId)
                .orElseThrow(() -> Problem.notFound(
                        "Identity", "Incident " + incident + " knows no identity " + identityId + "."));
        apply(identity, decision);
        identity.noted(why, actor.name());
        ObjectNode body = EntryJson.object()
                .put("action", decision.action)
                .put("identityId", Long.toString(identityId))
                .put("text", String.format(decision.text, identity.label()) + ": " + why);
        log.append(incident, EntryKind.WATCH, actor.name(), body);
        audit.append(
                actor,
                "identity." + decision.action,
                "incident:" + incident,
                Map.of("identity", identity.value(), "note", why));
        watchChanged.fire(new WatchChanged(incident));
        IdentityRow.flush();
        return read(row);
    }

    private static void apply(IdentityRow identity, Decision decision) {
        switch (decision) {
            case EXCLUDE -> exclude(identity);
            case INCLUDE -> include(identity);
            case CONFIRM -> confirm(identity);
        }
    }

    private static void exclude(IdentityRow identity) {
        if (identity.excluded()) {
            throw Problem.conflict("Excluded already", "Nothing was changed: " + identity.label() + " is excluded.");
        }
        if (SuspectRow.count("identityId = ?1 and removedAt is null", identity.id()) > 0) {
            throw Problem.conflict(
                    "It is a suspect",
                    "Nothing was changed: somebody named " + identity.label() + ". Stop watching it instead.");
        }
        identity.exclude(true);
    }

    private static void include(IdentityRow identity) {
        if (!identity.excluded()) {
            throw Problem.conflict("Not excluded", "Nothing was changed: " + identity.label() + " is not excluded.");
        }
        identity.exclude(false);
    }

    private static void confirm(IdentityRow identity) {
        if (identity.excluded()) {
            throw Problem.conflict("Excluded", "Nothing was changed: include " + identity.label() + " first.");
        }
        if (identity.confirmed()) {
            throw Problem.conflict("Confirmed already", "Nothing was changed: " + identity.label() + " is confirmed.");
        }
        Optional<Issuance.Kind> kind = LineageReader.kind(identity.kind());
        boolean tells = kind.map(k -> Traces.leaves(k, identity.value(), identity.account()))
                .orElse(false);
        if (!tells) {
            throw Problem.conflict(
                    "It can't be followed",
                    "Nothing was changed: no call in CloudTrail can be told to be that of " + identity.label()
                            + ". Add a suspect by an identifier that its calls carry.");
        }
        identity.confirm();
    }

    private LineageView read(IncidentRow row) {
        try (Connection connection = database.getConnection()) {
            return new LineageViews(connection, row.id).read(row.follow());
        } catch (SQLException e) {
            throw new IllegalStateException("the lineage can't be read", e);
        }
    }
}
