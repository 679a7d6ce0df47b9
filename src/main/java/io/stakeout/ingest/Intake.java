package io.stakeout.ingest;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.EntryLog;
import io.stakeout.incident.Lane;
import io.stakeout.watch.Watchlist;

/** Where readings start: the same code for the live way and for imports, with another watchlist. */
@ApplicationScoped
class Intake {

    private final EntryLog log;
    private final Quarantine quarantine;
    private final CurrentWatch watch;
    private final LaneMeter meter;
    private final Clock clock;

    Intake(EntryLog log, Quarantine quarantine, CurrentWatch watch, LaneMeter meter, Clock clock) {
        this.log = log;
        this.quarantine = quarantine;
        this.watch = watch;
        this.meter = meter;
        this.clock = clock;
    }

    /** For what arrives live or is replayed: every open incident's suspects, the lane as the envelope says. */
    Reading live(String origin) {
        return new Reading(watch::snapshot, Optional.empty(), origin, Optional.empty(), this);
    }

    /** For what an operator brings to one incident: its suspects only. */
    Reading imported(long importId, long incident) {
        AtomicReference<Watchlist> suspects = new AtomicReference<>();
        Supplier<Watchlist> readOnce = () -> {
            if (suspects.get() == null) {
                suspects.set(watch.of(incident));
            }
            return suspects.get();
        };
        return new Reading(readOnce, Optional.of(Lane.IMPORT), "import " + importId, Optional.of(incident), this);
    }

    EntryLog log() {
        return log;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    LaneMeter meter() {
        return meter;
    }

    Clock clock() {
        return clock;
    }
}
