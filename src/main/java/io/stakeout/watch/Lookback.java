package io.stakeout.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The newest compressed records of the stream, bounded by bytes and by age, so that a watch that grows can be applied
 * to what has already passed.
 *
 * <p>No gap is left when each record is <em>appended, then the watchlist read, then scanned</em>, and each growth of the
 * watch is <em>published first and the lookback scanned after</em>: whichever comes second sees the other.
 *
 * <p>Thread-safe: any number of appenders and readers. What a reader got stays readable after it has been dropped.
 */
public final class Lookback {

    /** What a block costs beside its bytes. */
    private static final int OVERHEAD = 256;

    /** What its identities cost: a part of its bytes. */
    private static final int IDENTITIES = 16;

    /** One record of the stream. */
    public static final class Block {
        private final long position;
        private final byte[] data;
        private final Instant arrivedAt;
        private volatile long[] identities;

        private Block(long position, byte[] data, Instant arrivedAt) {
            this.position = position;
            this.data = data;
            this.arrivedAt = arrivedAt;
        }

        private long cost() {
            return OVERHEAD + data.length + data.length / IDENTITIES;
        }

        /** As it came; not to be changed. */
        public byte[] data() {
            return data;
        }

        /** When it reached us. */
        public Instant arrivedAt() {
            return arrivedAt;
        }

        /** Whether it may hold a call of a suspect in there; true as long as that isn't known. */
        public boolean mayConcern(IdentifierTable suspects) {
            long[] known = identities;
            return known == null || suspects.mayConcern(known);
        }

        /**
         * Says whose calls are in the block, once it has been scanned.
         *
         * @param known as {@link Identities} says; null when it isn't known
         */
        public void identities(long[] known) {
            this.identities = known;
        }
    }

    /**
     * What is held.
     *
     * @param since when the oldest block arrived; empty when there is none
     */
    public record Extent(int blocks, long bytes, Optional<Instant> since) {}

    private final long mostBytes;
    private final Duration mostAge;
    private final TreeSet<Block> blocks =
            new TreeSet<>(Comparator.comparing(Block::arrivedAt).thenComparingLong(block -> block.position));
    private long next;
    private long bytes;

    /** @param mostBytes of the blocks with their overhead; the newest block is kept whatever its size */
    public Lookback(long mostBytes, Duration mostAge) {
        if (mostBytes < 0 || mostAge.isNegative()) {
            throw new IllegalArgumentException("a lookback has no negative size");
        }
        this.mostBytes = mostBytes;
        this.mostAge = mostAge;
    }

    /**
     * Keeps a record, in the order of arrival (what is refilled is older than what came meanwhile), and drops what is too old or too much.
     *
     * @param data kept, not copied
     * @param arrivedAt when it reached us
     * @param now what its age is measured against
     */
    public synchronized Block append(byte[] data, Instant arrivedAt, Instant now) {
        Block block = new Block(next++, Objects.requireNonNull(data), Objects.requireNonNull(arrivedAt));
        blocks.add(block);
        bytes += block.cost();
        trim(now.minus(mostAge));
        return block;
    }

    private void trim(Instant oldest) {
        while (blocks.size() > 1) {
            Block first = blocks.first();
            if (bytes <= mostBytes && !first.arrivedAt.isBefore(oldest)) {
                return;
            }
            blocks.remove(first);
            bytes -= first.cost();
        }
    }

    /** The blocks held now, oldest first: every block whose appending had ended before this was called. */
    public synchronized List<Block> blocks() {
        return List.copyOf(blocks);
    }

    public synchronized Extent extent() {
        Optional<Instant> since = blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.first().arrivedAt);
        return new Extent(blocks.size(), bytes, since);
    }
}
