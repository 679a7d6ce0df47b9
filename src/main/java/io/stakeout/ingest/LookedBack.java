package io.stakeout.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.stakeout.access.Actor;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Recording;

/** Says in a room that calls were found in what had passed, and how far back that reaches. */
@ApplicationScoped
class LookedBack {

    private static final Logger LOG = Logger.getLogger(LookedBack.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Incidents incidents;

    LookedBack(Incidents incidents) {
        this.incidents = incidents;
    }

    /** The rows are there already; when this can't be written nothing else is missing. */
    void say(Recording found, Instant since) {
        found.recordedIn().forEach((incident, calls) -> {
            try {
                incidents.say(Actor.STAKEOUT, incident, "lookback", text(calls, since));
            } catch (RuntimeException e) {
                LOG.warnf("not said in the room what was found incident=%d cause=\"%s\"", incident, e.getMessage());
            }
        });
    }

    private static String text(long calls, Instant since) {
        String what = calls == 1 ? "1 call" : String.format(Locale.ROOT, "%,d calls", calls);
        return "found " + what + " in what had passed before, back to an arrival at " + TIME.format(since) + " UTC";
    }
}
