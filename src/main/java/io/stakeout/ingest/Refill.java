package io.stakeout.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.stakeout.incident.CurrentWatch;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.watch.Lookback;
import io.stakeout.watch.Watchlist;

/**
 * Fills the {@link Lookback} with what had arrived before this process looked: each record is kept, then the watchlist
 * is read, then it is scanned, so that a suspect added meanwhile is found in it by one or the other. What is recorded
 * already is passed over silently, what can't be read too: both have had their turn. Not thread-safe.
 */
public final class Refill {

    private final Reading reading;
    private final Lookback lookback;
    private final CurrentWatch watch;
    private final Scanner scanner;
    private final Clock clock;

    Refill(Reading reading, CurrentWatch watch, Intake intake) {
        this.reading = reading;
        this.lookback = intake.lookback();
        this.watch = watch;
        this.scanner = Scanner.remembering();
        this.clock = intake.clock();
    }

    /**
     * Takes one record of the stream.
     *
     * @param data kept, not copied, until the lookback drops it
     * @param arrivedAt when the stream got it
     * @throws RuntimeException when the watchlist could not be read since the process began; see {@link #ready}
     */
    public void take(byte[] data, Instant arrivedAt) {
        Lookback.Block block = lookback.append(data, arrivedAt, clock.instant());
        Watchlist now = watch.lately();
        scanner.scan(data, now, new Found(reading, now, arrivedAt, Optional.empty()));
        block.identities(scanner.identities());
    }

    /** Whether records may be taken: throws while the watchlist has never been read. */
    public boolean ready() {
        watch.snapshot();
        return true;
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
}
