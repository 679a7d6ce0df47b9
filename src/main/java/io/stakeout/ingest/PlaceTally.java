package io.stakeout.ingest;

/**
 * What one source has met from one place and not told the place yet, so that its lock is taken for many events at once.
 * Not thread-safe.
 */
final class PlaceTally {

    private static final int MOST = 64;

    private final LaneMeter.Place place;
    private final long[] eventMillis = new long[MOST];
    private int count;

    PlaceTally(LaneMeter.Place place) {
        this.place = place;
    }

    /** Whether nothing is waiting to be told. */
    boolean empty() {
        return count == 0;
    }

    /**
     * Takes one event.
     *
     * @param eventMillis since 1970, or {@link io.stakeout.ingest.scan.Sighting#UNKNOWN}
     * @param arrivedMillis of all that is waiting
     */
    void add(long eventMillis, long arrivedMillis) {
        if (count == MOST) {
            tell(arrivedMillis);
        }
        this.eventMillis[count++] = eventMillis;
    }

    void tell(long arrivedMillis) {
        place.add(eventMillis, count, arrivedMillis);
        count = 0;
    }
}
