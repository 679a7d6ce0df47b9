package io.stakeout.drill.trail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events that wait to be delivered together, all of one account, lane and region. Guarded by the lock of {@link Lanes}. */
final class Parcel {

    /** By due; where that is equal, in an order that doesn't depend on who came first. */
    static final Comparator<Parcel> BY_DUE = Comparator.comparing(Parcel::due)
            .thenComparing(Parcel::lane)
            .thenComparing(parcel -> parcel.key)
            .thenComparingLong(parcel -> parcel.order);

    /**
     * What is kept of an event: its trees are not.
     *
     * @param accountId whose trail it is in
     * @param record as {@link TrailRecord} writes it
     */
    record Item(
            String eventId,
            Instant time,
            String accountId,
            String region,
            String eventSource,
            String eventType,
            byte[] record) {

        static Item of(ApiEvent event) {
            return new Item(
                    event.eventId(),
                    event.time().truncatedTo(ChronoUnit.SECONDS),
                    event.recipientAccountId(),
                    event.region(),
                    event.eventSource(),
                    event.eventType(),
                    TrailRecord.json(event));
        }

        /** Where CloudTrail writes the events of an account and region in its log group. */
        String logStream() {
            return accountId + "_CloudTrail_" + region;
        }
    }

    private final Instant due;
    private final Lane lane;
    private final String key;
    private final long order;
    private final boolean second;
    private final List<Item> items = new ArrayList<>();

    /**
     * @param key of an event or a log stream
     * @param order among parcels that are equal in all of that
     * @param second whether the same came before
     */
    Parcel(Instant due, Lane lane, String key, long order, boolean second) {
        this.due = due;
        this.lane = lane;
        this.key = key;
        this.order = order;
        this.second = second;
    }

    void add(Item item) {
        items.add(item);
    }

    void addAll(List<Item> more) {
        items.addAll(more);
    }

    Instant due() {
        return due;
    }

    Lane lane() {
        return lane;
    }

    boolean isSecond() {
        return second;
    }

    List<Item> items() {
        return items;
    }

    String account() {
        return items.get(0).accountId();
    }
}
