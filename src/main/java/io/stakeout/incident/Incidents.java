package io.stakeout.incident;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

/**
 * The desk where incidents are opened, read, changed and closed. Obeys restrictions: what an actor may not see isn't
 * found. Every change is an entry of the incident, a line of the audit, and one transaction.
 */
@ApplicationScoped
public class Incidents {

    private final EntryLog log;
    private final AuditLog audit;
    private final Readers readers;
    private final Alarms alarms;
    private final Lineages lineages;
    private final Clock clock;
    private final Event<WatchChanged> watchChanged;

    Incidents(
            EntryLog log,
            AuditLog audit,
            Readers readers,
            Alarms alarms,
            Lineages lineages,
            Clock clock,
            Event<WatchChanged> watchChanged) {
        this.log = log;
        this.audit = audit;
        this.readers = readers;
        this.alarms = alarms;
        this.lineages = lineages;
        this.clock = clock;
        this.watchChanged = watchChanged;
    }

    /** All incidents that the actor may see, newest first. */
    @Transactional
    public List<IncidentView> list(Actor actor) {
        Map<Long, List<SuspectRow>> suspects = SuspectRow.watchedByIncident();
        return IncidentRow.<IncidentRow>list("order by id desc").stream()
                .filter(row -> readers.maySee(actor, row))
                .map(row -> row.view(suspects.getOrDefault(row.id, List.of())))
                .toList();
    }

    /** One incident; {@code NOT_FOUND} when it doesn't exist or the actor may not see it. */
    @Transactional
    public IncidentView get(Actor actor, long id) {
        return view(readers.require(actor, id));
    }

    /** Those of the actors that may see the incident now, for what outlives a request, such as an open socket. */
    @Transactional
    public Set<Actor> whoMaySee(long id, Collection<Actor> actors) {
        Optional<IncidentRow> found = IncidentRow.findByIdOptional(id);
        return found.map(row -> actors.stream()
                        .filter(actor -> readers.maySee(actor, row))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    /** Those of the incidents that the actor may see now; what doesn't exist isn't among them. */
    @Transactional
    public Set<Long> visible(Actor actor, Set<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return IncidentRow.<IncidentRow>list("id in ?1", ids).stream()
                .filter(row -> readers.maySee(actor, row))
                .map(row -> row.id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Opens an incident and starts its watch with the commit. */
    @Transactional
    public IncidentView open(Actor actor, Opening opening) {
        IncidentRow row = new IncidentRow();
        row.title = opening.title();
        row.severity = opening.severity().id();
        row.follow = opening.follow().id();
        row.origin = opening.origin();
        row.openedBy = actor.name();
        row.openedAt = clock.instant();
        row.become(new IncidentState.Watching());
        restrict(actor, row, opening.restrictedTo());
        row.persistAndFlush();
        List<SuspectRow> suspects = opening.suspects().stream()
                .map(suspect -> watched(actor, row, suspect))
                .toList();
        say(row, actor, "opened", "opened the incident");
        suspects.forEach(suspect -> sayWatched(actor, row, suspect));
        alarms.tellNewcomer(row.id);
        audit.append(actor, "incident.opened", subject(row), Map.of("suspects", names(opening.suspects())));
        watchChanged.fire(new WatchChanged(row.id));
        return refreshed(row);
    }

    @Transactional
    public IncidentView addSuspect(Actor actor, long id, Suspect suspect) {
        IncidentRow row = openRow(actor, id);
        boolean known =
                SuspectRow.watchedFor(id).stream().anyMatch(s -> s.suspect().equals(suspect));
        if (known) {
            throw Problem.conflict("Suspect is watched already", "This incident watches " + suspect.value() + ".");
        }
        sayWatched(actor, row, watched(actor, row, suspect));
        audit.append(actor, "incident.suspect-added", subject(row), Map.of("suspects", names(List.of(suspect))));
        watchChanged.fire(new WatchChanged(id));
        return refreshed(row);
    }

    @Transactional
    public IncidentView removeSuspect(Actor actor, long id, long suspectId) {
        IncidentRow row = openRow(actor, id);
        List<SuspectRow> watched = SuspectRow.watchedFor(id);
        SuspectRow gone = watched.stream()
                .filter(s -> s.id == suspectId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Suspect", "Incident " + id + " watches no suspect " + suspectId));
        if (watched.size() == 1) {
            throw Problem.conflict("Last suspect", "An open incident watches somebody: close it instead.");
        }
        gone.removedAt = clock.instant();
        say(row, actor, "suspect-removed", "stopped watching " + gone.value);
        audit.append(actor, "incident.suspect-removed", subject(row), Map.of("suspect", gone.value));
        watchChanged.fire(new WatchChanged(id));
        return refreshed(row);
    }

    /** Changes what is given and leaves the rest. */
    @Transactional
    public IncidentView change(Actor actor, long id, Change change) {
        IncidentRow row = readers.requireForChange(actor, id);
        change.severity().ifPresent(severity -> {
            row.severity = severity.id();
            say(row, actor, "changed", "set the severity to " + severity.id());
        });
        change.follow().ifPresent(follow -> {
            row.follow = follow.id();
            say(row, actor, "changed", "set follow to " + follow.id());
        });
        change.restrictedTo().ifPresent(names -> {
            restrict(actor, row, names);
            say(row, actor, "changed", names.isEmpty() ? "opened it to every operator" : "restricted who may see it");
        });
        audit.append(actor, "incident.changed", subject(row), change.details());
        watchChanged.fire(new WatchChanged(id));
        return refreshed(row);
    }

    /** Gives an incident another title, without an entry: what is told in it says why. */
    @Transactional
    public void retitle(Actor actor, long id, String title) {
        IncidentRow row = readers.requireForChange(actor, id);
        row.title = Titles.checked(title);
    }

    /** @return the note's sequence number */
    @Transactional
    public long note(Actor actor, long id, String text) {
        IncidentRow row = readers.require(actor, id);
        ObjectNode body = EntryJson.object().put("text", Titles.text("Note", text));
        long seq = log.append(row.id, EntryKind.NOTE, actor.name(), body);
        audit.append(actor, "note.written", subject(row), Map.of("seq", seq));
        return seq;
    }

    /** Marks an entry as telling, or takes the mark back. */
    @Transactional
    public long pin(Actor actor, long id, long ofSeq, boolean pinned) {
        IncidentRow row = readers.require(actor, id);
        if (ofSeq < 1 || ofSeq > row.head) {
            throw Problem.notFound("Entry", "Incident " + id + " has entries 1 to " + row.head + ".");
        }
        ObjectNode body = EntryJson.object().put("ofSeq", ofSeq).put("pinned", pinned);
        long seq = log.append(row.id, EntryKind.PIN, actor.name(), body);
        audit.append(actor, pinned ? "entry.pinned" : "entry.unpinned", subject(row), Map.of("seq", ofSeq));
        return seq;
    }

    @Transactional
    public IncidentView close(Actor actor, long id, Verdict verdict, String reason) {
        IncidentRow row = readers.requireForChange(actor, id);
        String why = Titles.text("Reason", reason);
        row.become(row.state().close(verdict, why, clock.instant()));
        say(row, actor, "closed", "closed it as " + verdict.id() + ": " + why);
        audit.append(actor, "incident.closed", subject(row), Map.of("verdict", verdict.id(), "reason", why));
        watchChanged.fire(new WatchChanged(id));
        return refreshed(row);
    }

    @Transactional
    public IncidentView reopen(Actor actor, long id) {
        IncidentRow row = readers.requireForChange(actor, id);
        row.become(row.state().reopen());
        say(row, actor, "reopened", "reopened it; the watch goes on");
        audit.append(actor, "incident.reopened", subject(row), Map.of());
        watchChanged.fire(new WatchChanged(id));
        return refreshed(row);
    }

    /** Writes an entry about the watch itself, for example that an import has ended. */
    @Transactional
    public void say(Actor actor, long id, String action, String text) {
        say(readers.require(actor, id), actor, action, text);
    }

    private SuspectRow watched(Actor actor, IncidentRow row, Suspect suspect) {
        SuspectRow added = new SuspectRow();
        added.incidentId = row.id;
        added.type = suspect.type().id();
        added.value = suspect.value();
        added.account = suspect.account().orElse(null);
        added.addedBy = actor.name();
        added.addedAt = clock.instant();
        added.identityId = lineages.named(row.id, suspect);
        added.persistAndFlush();
        return added;
    }

    private void sayWatched(Actor actor, IncidentRow row, SuspectRow suspect) {
        say(row, actor, "suspect-added", "watches " + suspect.type + " " + suspect.value);
    }

    private void restrict(Actor actor, IncidentRow row, Set<String> names) {
        row.readers.clear();
        if (!names.isEmpty()) {
            row.readers.addAll(readers.checked(names));
            readers.nameOf(actor).ifPresent(row.readers::add);
        }
        row.restricted = !names.isEmpty();
    }

    private IncidentRow openRow(Actor actor, long id) {
        IncidentRow row = readers.requireForChange(actor, id);
        if (row.state() instanceof IncidentState.Closed) {
            throw Problem.conflict("Incident is closed", "Nothing was changed. Reopen it to change whom it watches.");
        }
        return row;
    }

    /** With what the row is now in the database: whoever hears of the entry in this transaction reads it there. */
    private void say(IncidentRow row, Actor actor, String action, String text) {
        IncidentRow.flush();
        ObjectNode body = EntryJson.object().put("action", action).put("text", text);
        log.append(row.id, EntryKind.WATCH, actor.name(), body);
    }

    private static IncidentView refreshed(IncidentRow row) {
        IncidentRow.flush();
        IncidentRow.getEntityManager().refresh(row);
        return view(row);
    }

    private static IncidentView view(IncidentRow row) {
        return row.view(SuspectRow.watchedFor(row.id));
    }

    private static List<String> names(List<Suspect> suspects) {
        return suspects.stream().map(s -> s.type().id() + " " + s.value()).toList();
    }

    private static String subject(IncidentRow row) {
        return "incident:" + row.id;
    }

    /** What may be changed while an incident lives; empty means unchanged. */
    public record Change(Optional<Severity> severity, Optional<Follow> follow, Optional<Set<String>> restrictedTo) {

        Map<String, String> details() {
            Map<String, String> details = new TreeMap<>();
            severity.ifPresent(s -> details.put("severity", s.id()));
            follow.ifPresent(f -> details.put("follow", f.id()));
            restrictedTo.ifPresent(names -> details.put("restrictedTo", String.join(" ", new TreeSet<>(names))));
            return details;
        }
    }
}
