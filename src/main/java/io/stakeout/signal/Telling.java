package io.stakeout.signal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.EntryKind;
import io.stakeout.incident.EntryLog;
import io.stakeout.signal.finding.Signal;

/** Tells a room of a signal: the first time, when its score rises, and otherwise once an hour at most. */
@ApplicationScoped
class Telling {

    private static final int MOST_TEXT = 500;
    private static final int MOST_NAME = 200;

    /** Of what is told in masses; beyond it the title counts. */
    private static final int MOST_OF_A_ROOM = 1_000;

    /** A row of the table; what it was before, when it was told before. */
    record Row(long id, Optional<Known> known) {

        long seen() {
            return known.map(Known::count).orElse(0L) + 1;
        }
    }

    private final EntryLog log;

    Telling(EntryLog log) {
        this.log = log;
    }

    /** @return whether there was something to tell */
    boolean tell(SignalTable table, Arrival arrival, Row row, Judged judged, Decision decision, List<Before> before)
            throws SQLException {
        Signal signal = arrival.signal();
        long room = decision.incident().orElseThrow();
        boolean news = decision.fresh()
                ? table.told(room) < MOST_OF_A_ROOM
                : row.known()
                        .map(known -> known.news(signal.score(), arrival.at()))
                        .orElse(true);
        if (!news) {
            return false;
        }
        String why = why(decision, before);
        String text = headline(signal) + seen(row.seen()) + " · " + why;
        log.append(
                room,
                EntryKind.SIGNAL,
                Actor.STAKEOUT.name(),
                SignalJson.entry(signal, row.id(), judged, why, decision.offered(), row.seen(), text));
        table.told(row.id(), signal.score(), arrival.at());
        return true;
    }

    /** One line: who says what, and how sure. */
    static String headline(Signal signal) {
        return Text.shown(signal.source() + " says: " + signal.title(), MOST_TEXT) + " · score " + signal.score();
    }

    private static String why(Decision decision, List<Before> before) {
        List<String> parts = new ArrayList<>(List.of(decision.why(), Before.text(before), offered(decision)));
        parts.removeIf(String::isBlank);
        return String.join("; ", parts);
    }

    /** Who has only been told of on the stream isn't watched until a person says so. */
    private static String offered(Decision decision) {
        if (decision.offered().isEmpty()) {
            return "";
        }
        String named = decision.offered().stream()
                .map(suspect -> suspect.type().id() + " " + Text.shown(suspect.value(), MOST_NAME))
                .collect(Collectors.joining(", "));
        return "it names besides, and nobody watches: " + named + "; add them if you believe it";
    }

    private static String seen(long times) {
        return times == 1 ? "" : " · told " + times + " times";
    }
}
