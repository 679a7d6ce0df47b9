package io.stakeout.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.stakeout.ingest.scan.Scanner;
import io.stakeout.watch.Watchlist;

/**
 * Reads for one incident what lies further back than the {@link io.stakeout.watch.Lookback}: copies of what the incident
 * has are passed over silently, and no lane, census or alarm hears of it. Not thread-safe.
 */
public final class PastReading {

    private final Reading reading;
    private final Scanner scanner = new Scanner();
    private final Clock clock;

    PastReading(Reading reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    /**
     * Takes an envelope or a bare record and gathers what is in it. Touches no database.
     *
     * @param wanted of the incident concerned only
     */
    public void take(byte[] data, Watchlist wanted) {
        Instant now = clock.instant();
        long events = scanner.events();
        scanner.scan(data, wanted, new Found(reading, wanted, now, Optional.empty()));
        reading.events(scanner.events() - events);
    }

    /** Whether enough is gathered to be written. */
    public boolean full() {
        return reading.full();
    }

    /**
     * Writes what is gathered.
     *
     * @throws RuntimeException when the database doesn't take it now; wait and call again
     */
    public void flush() {
        reading.flush();
    }

    public Tally tally() {
        return reading.tally();
    }
}
