package io.stakeout.drill.trail;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What reaches the stream at once.
 *
 * @param due when
 * @param envelope one EventBridge event as JSON, or one gzipped payload of a CloudWatch Logs subscription; not copied,
 *     not to be changed
 * @param eventIds of the events in it, in its order
 */
public record Delivery(Instant due, Lane lane, byte[] envelope, List<String> eventIds) {

    public Delivery {
        Objects.requireNonNull(due);
        Objects.requireNonNull(lane);
        Objects.requireNonNull(envelope);
        eventIds = List.copyOf(eventIds);
    }
}
