package io.stakeout.ingest.kinesis;

import java.time.Duration;

/** One life of the consumer, as the {@link Supervisor} sees it; used by its thread. */
interface Run {

    void start();

    /** Whether it has ended, or can't go on. */
    boolean ended();

    /** Why, in one sentence for people. */
    String why();

    /**
     * Ends it and what belongs to it; returns soon after {@code grace} at the latest.
     *
     * @param grace how long shards may take to write down how far they are
     */
    void stop(Duration grace);
}
