package io.stakeout.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.watch.Lookback;
import io.stakeout.watch.Watchlist;

/**
 * The live way of one source, a shard or a replay: each record of the stream is first kept in the {@link Lookback}, then
 * the watchlist is read, then it is scanned; what is found is parsed, matched and gathered. {@link #flush} writes it.
 * Not thread-safe: one per source, used by its thread.
 */
public final class LiveReading {

    private final Reading reading;
    private final Lookback lookback;
    private final Supplier<Watchlist> watch;
    private final Footfall footfall;
    private final Scanner scanner;
    private final Clock clock;

    LiveReading(Reading reading, Lookback lookback, Supplier<Watchlist> watch, Footfall footfall, Clock clock) {
        this.reading = reading;
        this.lookback = lookback;
        this.watch = watch;
        this.footfall = footfall;
        this.scanner = new Scanner(footfall);
        this.clock = clock;
    }

    /**
     * Takes one record of the stream and gathers what is in it. Touches the database at most to read the watchlist.
     *
     * @param data kept, not copied, until the lookback drops it
     * @throws RuntimeException when the watchlist could not be read since the process began; see {@link #ready}
     */
    public void take(byte[] data) {
        Instant arrivedAt = clock.instant();
        Lookback.Block block = lookback.append(data, arrivedAt, arrivedAt);
        Watchlist now = watch.get();
        int faults = reading.faults();
        long events = scanner.events();
        long slow = scanner.slowMessages();
        footfall.arrived(arrivedAt);
        scanner.scan(data, now, new Found(reading, now, arrivedAt, Optional.of(footfall)));
        block.identities(scanner.identities());
        reading.events(scanner.events() - events);
        reading.slow(scanner.slowMessages() - slow);
        reading.endEnvelope(data, faults);
    }

    /** Whether records may be taken: throws while the watchlist has never been read. */
    public boolean ready() {
        watch.get();
        return true;
    }

    /** Takes what could not be read as a record. */
    public void fault(Fault fault) {
        reading.fault(fault);
    }

    /** Whether enough is gathered to be written. */
    public boolean full() {
        return reading.full();
    }

    /**
     * Writes what is gathered; afterwards everything taken so far is in the database. When it throws, what is not
     * written yet is still gathered, and what is written will not be written twice.
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
