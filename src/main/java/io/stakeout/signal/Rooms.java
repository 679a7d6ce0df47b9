package io.stakeout.signal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.Actor;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Watches;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;

/** Whose room a signal belongs to, in the transaction of who decides about it. */
@ApplicationScoped
class Rooms {

    private final Watches watches;
    private final Incidents incidents;

    Rooms(Watches watches, Incidents incidents) {
        this.watches = watches;
        this.incidents = incidents;
    }

    /** The open incidents that watch somebody whom it names, oldest first. */
    List<Long> open(Signal signal) {
        return naming(signal, watches.open());
    }

    /** The same of those that were closed after that moment. */
    List<Long> closedSince(Signal signal, Instant moment) {
        return naming(signal, watches.closedSince(moment));
    }

    private static List<Long> naming(Signal signal, Collection<Watch> watches) {
        List<Suspect> named = Names.telling(signal.suspects());
        return watches.stream()
                .filter(watch -> named.stream().anyMatch(suspect -> Names.covered(suspect, watch)))
                .map(Watch::incident)
                .distinct()
                .sorted()
                .toList();
    }

    /** Keeps it open until the transaction ends; false when it was closed meanwhile. */
    boolean hold(long incident) {
        return watches.holdOpen(incident);
    }

    /** Those whose numbers may be told to everybody. */
    List<Long> nameable(Collection<Long> all) {
        Set<Long> restricted = watches.restricted(all);
        return all.stream().filter(id -> !restricted.contains(id)).toList();
    }

    /**
     * Whom a room that is open could watch besides: whomever the signal names and it doesn't watch yet. On the word of whom
     * it can trust it does so; whoever may write to our stream can only offer somebody to people, else it could steer what
     * they cut.
     *
     * @return whom it offers
     */
    List<Suspect> besides(long incident, Signal signal, Trust trust) {
        List<Suspect> more = unwatched(incident, signal);
        if (!trust.mayAct()) {
            return more;
        }
        more.forEach(suspect -> add(incident, suspect));
        return List.of();
    }

    /** Has an incident that gathers what is told in masses watch whomever the signal names, as a room of its own would. */
    void watchAll(long incident, Signal signal) {
        unwatched(incident, signal).forEach(suspect -> add(incident, suspect));
    }

    /**
     * People have the last word: whom they took out of the watch stays out. An address joins only where nobody else is
     * named, and nobody on the word of a sample or of what its detector has taken back.
     */
    private List<Suspect> unwatched(long incident, Signal signal) {
        if (signal.sample() || !signal.active()) {
            return List.of();
        }
        IncidentView room = incidents.get(Actor.STAKEOUT, incident);
        List<Watch> watched = watches.open().stream()
                .filter(watch -> watch.incident() == incident)
                .toList();
        Set<String> dismissed = watches.dismissed(incident).stream()
                .flatMap(suspect -> Names.of(suspect).stream())
                .collect(Collectors.toCollection(HashSet::new));
        return Names.telling(signal.suspects()).stream()
                .distinct()
                .filter(suspect -> watched.stream().noneMatch(watch -> Names.covered(suspect, watch)))
                .filter(suspect -> Names.of(suspect).stream().noneMatch(dismissed::contains))
                .limit(Math.max(0, Opening.MOST_SUSPECTS - room.suspects().size()))
                .toList();
    }

    private void add(long incident, Suspect suspect) {
        incidents.addSuspect(Actor.STAKEOUT, incident, suspect);
    }
}
