package io.stakeout.ingest.kinesis;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** What Kinesis and DynamoDB have refused lately, for people. Thread-safe. */
@ApplicationScoped
public class KinesisTrouble {

    private static final int SECONDS = 60;

    /**
     * @param throttled requests in the last minute that were refused as too many
     * @param failed requests in the last minute that failed otherwise, attempts counted one by one
     * @param lastError what the newest call that failed for good was called by AWS, service and operation with it
     * @param lastErrorAt when that was
     */
    public record View(long throttled, long failed, Optional<String> lastError, Optional<Instant> lastErrorAt) {
        public View {
            Objects.requireNonNull(lastError);
            Objects.requireNonNull(lastErrorAt);
        }

        /** One sentence, when there was trouble in the last minute. */
        public Optional<String> sentence() {
            if (throttled + failed == 0) {
                return Optional.empty();
            }
            return Optional.of("AWS refused requests of the consumer in the last minute: " + throttled
                    + " as too many, " + failed + " otherwise"
                    + lastError.map(error -> ", last " + error).orElse("") + ". They are repeated.");
        }
    }

    private final Clock clock;
    private final long[] throttled = new long[SECONDS];
    private final long[] failed = new long[SECONDS];
    private long newest;
    private Optional<String> lastError = Optional.empty();
    private Optional<Instant> lastErrorAt = Optional.empty();

    KinesisTrouble(Clock clock) {
        this.clock = clock;
    }

    public synchronized View view() {
        second();
        return new View(sum(throttled), sum(failed), lastError, lastErrorAt);
    }

    synchronized void throttled() {
        throttled[second()]++;
    }

    synchronized void failed() {
        failed[second()]++;
    }

    synchronized void called(String error) {
        lastError = Optional.of(error);
        lastErrorAt = Optional.of(clock.instant());
    }

    /** Where to count now; what is older than a minute is forgotten on the way. */
    private int second() {
        long now = clock.instant().getEpochSecond();
        for (long second = Math.max(newest + 1, now - SECONDS + 1); second <= now; second++) {
            throttled[(int) (second % SECONDS)] = 0;
            failed[(int) (second % SECONDS)] = 0;
        }
        newest = Math.max(newest, now);
        return (int) (newest % SECONDS);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
