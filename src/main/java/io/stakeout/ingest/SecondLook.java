package io.stakeout.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.ingest.scan.Scanner;
import io.stakeout.watch.Lookback;
import io.stakeout.watch.Watchlist;

/**
 * Looks for newly watched suspects in what had passed before they were watched. Resumable: when writing fails, the same
 * object goes on where it was. Not thread-safe.
 *
 * <p>Blocks are taken when the look begins. What is appended later was scanned by its lane with the grown watchlist,
 * since that had been published before.
 */
final class SecondLook {

    private final Watchlist fresh;
    private final List<Lookback.Block> blocks;
    private final Reading reading;
    private final Scanner scanner;
    private int next;

    /**
     * @param fresh who is newly watched
     * @param lookback read now: the watchlist that holds {@code fresh} must have been published before
     */
    SecondLook(Watchlist fresh, Lookback lookback, Reading reading, Scanner scanner) {
        this.fresh = Objects.requireNonNull(fresh);
        this.reading = Objects.requireNonNull(reading);
        this.scanner = Objects.requireNonNull(scanner);
        this.blocks = lookback.blocks();
    }

    /**
     * Goes on until something should be written or the end is reached.
     *
     * @return whether there is more to do after a {@link Reading#flush}
     */
    boolean goOn() {
        while (next < blocks.size() && !reading.full()) {
            Lookback.Block block = blocks.get(next++);
            if (block.mayConcern(fresh.identifiers())) {
                scanner.scan(block.data(), fresh, new Found(reading, fresh, block.arrivedAt(), Optional.empty()));
            }
        }
        return next < blocks.size();
    }

    /** Back to when this looks; empty when nothing had passed. */
    Optional<Instant> since() {
        return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.get(0).arrivedAt());
    }

    Tally tally() {
        return reading.tally();
    }
}
