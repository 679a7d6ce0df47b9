package io.stakeout.drill.trail;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How a lane delivers. Immutable.
 *
 * @param minLag least time from the call to its delivery
 * @param maxLag most of it; CloudWatch Logs adds up to five seconds in which a payload is gathered
 * @param duplicates share of deliveries that come a second time, 0 to 1
 * @param lost share of events that never come, 0 to 1; CloudWatch Logs loses none
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html">about
 *     five minutes, not guaranteed</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudtrail.html">best effort</a>
 */
public record LaneSettings(Duration minLag, Duration maxLag, double duplicates, double lost) {

    public LaneSettings {
        Objects.requireNonNull(minLag);
        Objects.requireNonNull(maxLag);
        if (minLag.isNegative() || maxLag.compareTo(minLag) < 0 || maxLag.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "a lag goes from zero up to a day, the least first: " + minLag + " to " + maxLag);
        }
        share("duplicates", duplicates);
        share("lost", lost);
    }

    /** 2 to 8 seconds; one in a hundred comes twice. */
    public static LaneSettings eventBridge() {
        return new LaneSettings(Duration.ofSeconds(2), Duration.ofSeconds(8), 0.01, 0);
    }

    /** 120 to 400 seconds; one payload in a hundred comes twice. */
    public static LaneSettings cloudWatchLogs() {
        return new LaneSettings(Duration.ofSeconds(120), Duration.ofSeconds(400), 0.01, 0);
    }

    /** Both lanes as they usually are. */
    public static Map<Lane, LaneSettings> usual() {
        return Map.of(Lane.EVENTBRIDGE, eventBridge(), Lane.CLOUDWATCH_LOGS, cloudWatchLogs());
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is a share from 0 to 1: " + value);
        }
    }
}
