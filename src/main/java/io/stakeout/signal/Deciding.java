package io.stakeout.signal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.signal.finding.Signal;
import io.stakeout.watch.Suspect;

/**
 * What becomes of a signal, in the transaction of the desk and under its lock: whoever is watched already has a room; whose
 * room was closed a moment ago gets no other one; and what a source tells in masses is gathered in one.
 */
@ApplicationScoped
class Deciding {

    /** What is looked up of earlier incidents. */
    private static final int MOST_BEFORE = 100;

    private static final int MOST_TITLE = 200;
    private static final String ORIGIN = "signal";

    private final Rooms rooms;
    private final Incidents incidents;
    private final ReceptionConfig config;

    Deciding(Rooms rooms, Incidents incidents, ReceptionConfig config) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.config = config;
    }

    List<Before> before(SignalTable table, Arrival arrival) throws SQLException {
        return table.before(arrival.signal(), arrival.at(), MOST_BEFORE);
    }

    /** Whether everybody may know that there is such an incident. */
    boolean nameable(long incident) {
        return !rooms.nameable(List.of(incident)).isEmpty();
    }

    Decision decide(SignalTable table, Arrival arrival, Optional<Known> known, Judged judged) throws SQLException {
        Signal signal = arrival.signal();
        Optional<Long> own = known.filter(Known::inRoom).flatMap(Known::incident);
        if (own.filter(rooms::hold).isPresent()) {
            List<Suspect> offered = rooms.besides(own.get(), signal, arrival.trust());
            return new Decision(Outcome.JOINED, own, false, judged.why(), offered);
        }
        if (judged.verdict() == Judged.Verdict.SUPPRESS) {
            return Decision.suppressed(Optional.empty(), judged.why());
        }
        if (signal.suspects().isEmpty()) {
            return Decision.recorded(
                    "names nobody who can be watched: " + signal.nobody().orElse("it doesn't say whom"));
        }
        Optional<Decision> joined = join(table, arrival, judged);
        if (joined.isPresent()) {
            return joined.get();
        }
        if (judged.verdict() == Judged.Verdict.RECORD) {
            return Decision.recorded(judged.why());
        }
        Optional<Decision> cool = cooling(table, arrival);
        return cool.isPresent() ? cool.get() : open(table, arrival, judged);
    }

    /** The oldest open room that watches somebody whom it names. */
    private Optional<Decision> join(SignalTable table, Arrival arrival, Judged judged) throws SQLException {
        List<Long> watching = rooms.open(arrival.signal());
        for (long room : watching) {
            if (rooms.hold(room)) {
                List<Suspect> offered = rooms.besides(room, arrival.signal(), arrival.trust());
                if (table.flood(arrival.speaker()).filter(id -> id == room).isPresent()) {
                    countFlood(table, arrival, room);
                }
                String why = judged.why() + others(room, watching);
                return Optional.of(new Decision(Outcome.JOINED, Optional.of(room), true, why, offered));
            }
        }
        return Optional.empty();
    }

    private String others(long room, List<Long> watching) {
        List<Long> others = watching.stream().filter(id -> id != room).toList();
        List<String> named =
                rooms.nameable(others).stream().map(String::valueOf).toList();
        int hidden = others.size() - named.size();
        String restricted = hidden == 0 ? "" : (named.isEmpty() ? "" : " and ") + hidden + " restricted";
        return others.isEmpty() ? "" : "; also watched by incidents " + String.join(", ", named) + restricted;
    }

    private Optional<Decision> cooling(SignalTable table, Arrival arrival) throws SQLException {
        List<Long> closed = rooms.closedSince(arrival.signal(), arrival.at().minus(config.coolDown()));
        if (closed.isEmpty()) {
            return Optional.empty();
        }
        long last = closed.get(closed.size() - 1);
        long highest = 0;
        for (long incident : closed) {
            highest = Math.max(highest, table.highest(incident));
        }
        if (arrival.signal().score() >= highest + config.coolDownRise()) {
            return Optional.empty();
        }
        String which = nameable(last) ? "incident " + last : "an incident";
        return Optional.of(Decision.suppressed(
                Optional.of(last),
                which + " on whom it names was closed within the last " + words(config.coolDown())
                        + ", and its score is not " + config.coolDownRise() + " above " + highest));
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private Decision open(SignalTable table, Arrival arrival, Judged judged) throws SQLException {
        long lately = table.openedSince(arrival.speaker(), arrival.at().minus(Duration.ofHours(1)));
        if (lately >= config.openPerHour()) {
            return flood(table, arrival, judged);
        }
        long incident = open(title(judged, arrival.signal()), judged, arrival.signal());
        return new Decision(Outcome.OPENED, Optional.of(incident), true, judged.why());
    }

    /** The number in the title grows; whom later ones name is watched as long as there is place, and then listed. */
    private Decision flood(SignalTable table, Arrival arrival, Judged judged) throws SQLException {
        Optional<Long> running = table.flood(arrival.speaker()).filter(rooms::hold);
        long incident =
                running.isPresent() ? running.get() : open("Signals of " + arrival.speaker(), judged, arrival.signal());
        if (running.isEmpty()) {
            table.beginFlood(arrival.speaker(), incident);
        }
        rooms.watchAll(incident, arrival.signal());
        countFlood(table, arrival, incident);
        String why = arrival.speaker() + " has opened " + config.openPerHour()
                + " incidents within an hour: what it tells now is gathered here. " + judged.why();
        return new Decision(running.isPresent() ? Outcome.JOINED : Outcome.OPENED, Optional.of(incident), true, why);
    }

    private void countFlood(SignalTable table, Arrival arrival, long incident) throws SQLException {
        long signals = table.countFlood(incident);
        incidents.retitle(Actor.STAKEOUT, incident, signals + " signals of " + arrival.speaker());
    }

    private long open(String title, Judged judged, Signal signal) {
        List<Suspect> suspects = Names.telling(signal.suspects()).stream()
                .distinct()
                .limit(Opening.MOST_SUSPECTS)
                .toList();
        Opening opening = new Opening(title, judged.severity(), judged.follow(), suspects, Set.of(), ORIGIN);
        return incidents.open(Actor.STAKEOUT, opening).id();
    }

    private static String title(Judged judged, Signal signal) {
        String title = judged.title();
        return title.isBlank() ? "Signal of " + signal.source() : Text.shown(title, MOST_TITLE);
    }
}
