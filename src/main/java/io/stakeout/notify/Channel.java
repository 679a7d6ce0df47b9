package io.stakeout.notify;

import java.util.List;
import java.util.Optional;

import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;

/**
 * A way out of the house: Slack, a webhook, mail, a topic. See the package for how one is written. Thread-safe: drafts are
 * made on any thread, an item and a digest may be delivered at the same time.
 */
public interface Channel {

    /** Its name in the database, the API and metrics: {@code [a-z]{1,16}}. Never changes. */
    String name();

    /** Whether it is configured. Constant while the process runs: nothing is written or sent for one that isn't. */
    boolean enabled();

    /**
     * Whether this incident may be told here at all. Asked when a row is written and again before it is delivered, so that
     * what became restricted meanwhile stays silent. What is withheld is counted. Only where everybody who reads is allowed
     * to see a restricted incident may it be told. Fast, no I/O; what it rests on may be some seconds old.
     */
    default boolean mayTell(Room room) {
        return !room.restricted();
    }

    /**
     * What this channel wants to tell of it: any number of rows, mostly none or one. Called in the transaction of what is
     * told, and never for what comes from the past (lookback, backfill, imports). Of what {@link #mayTell} forbids it is
     * kept that there was something, without a body. Pure and fast. One that throws is logged and counted, and tells
     * nothing: recording goes on.
     */
    List<Draft> about(News news);

    /**
     * Brings one row there. Blocking; outside of any transaction and lock.
     *
     * @throws RuntimeException is the same as {@link Delivery.Later} with its message
     */
    Delivery deliver(Item item);

    /**
     * How this channel follows the log of each incident; empty when it doesn't. The log itself is then the outbox: work is
     * due as long as an incident has entries that weren't told.
     */
    default Optional<StreamTerms> stream() {
        return Optional.empty();
    }

    /**
     * Tells entries of one incident that follow the ones told before. Blocking; outside of any transaction and lock. On
     * {@link Delivery.Delivered} they count as told; the reference is given back with the next digest of the incident.
     *
     * @throws RuntimeException is the same as {@link Delivery.Later} with its message
     */
    default Delivery digest(Digest digest) {
        throw new UnsupportedOperationException(name() + " follows no log");
    }

    /**
     * Whether rows that have waited too long ({@code stakeout.notify.late}) may go together: {@link #deliver} then gets the
     * first of a target with the others in {@link Item#others}. So an hour of silence ends in one message.
     */
    default boolean bundles() {
        return false;
    }
}
