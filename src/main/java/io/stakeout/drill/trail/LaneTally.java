package io.stakeout.drill.trail;

import java.util.EnumMap;
import java.util.Map;

/** How many events went which way, by lane: a picture of one moment, immutable. */
public record LaneTally(Map<Lane, Counts> lanes) {

    /**
     * Of one lane, in events. When nothing waits any more, {@code delivered} is {@code published} and
     * {@code duplicated} without {@code dropped}, {@code lost} and {@code overflowed}.
     *
     * @param published what happened in the account, whether or not the lane ran
     * @param delivered handed out, second copies included
     * @param dropped never scheduled: the lane was stopped, or the record is larger than a lane takes
     * @param lost by the lane itself
     * @param duplicated scheduled a second time
     * @param overflowed given up because too many were waiting
     */
    public record Counts(long published, long delivered, long dropped, long lost, long duplicated, long overflowed) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    published + more.published,
                    delivered + more.delivered,
                    dropped + more.dropped,
                    lost + more.lost,
                    duplicated + more.duplicated,
                    overflowed + more.overflowed);
        }
    }

    public LaneTally {
        lanes = Map.copyOf(lanes);
    }

    static LaneTally nothing() {
        return new LaneTally(Map.of());
    }

    public Counts of(Lane lane) {
        return lanes.getOrDefault(lane, Counts.NONE);
    }

    LaneTally plus(Lane lane, Counts more) {
        Map<Lane, Counts> sum = new EnumMap<>(Lane.class);
        sum.putAll(lanes);
        sum.merge(lane, more, Counts::plus);
        return new LaneTally(sum);
    }

    LaneTally plus(LaneTally other) {
        LaneTally sum = this;
        for (Map.Entry<Lane, Counts> lane : other.lanes.entrySet()) {
            sum = sum.plus(lane.getKey(), lane.getValue());
        }
        return sum;
    }
}
