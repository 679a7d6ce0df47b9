package io.stakeout.drill.trail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Whoever owns the stream: a clock that stands still until it is moved, and takes what is due. For one thread. */
final class Listener extends Clock {

    static final Instant START = Instant.parse("2026-03-01T09:15:42Z");
    static final LaneSettings EXACT_EB = settings(2, 8, 0, 0);
    static final LaneSettings EXACT_CW = settings(120, 400, 0, 0);

    /** Nothing twice, nothing lost. */
    static final Map<Lane, LaneSettings> EXACT = Map.of(Lane.EVENTBRIDGE, EXACT_EB, Lane.CLOUDWATCH_LOGS, EXACT_CW);

    private Instant now = START;

    void moveTo(Instant time) {
        now = time;
    }

    /** All that waits, each when it is due. */
    List<Delivery> drain(Lanes lanes) {
        List<Delivery> all = new ArrayList<>();
        while (lanes.nextDue().isPresent()) {
            now = lanes.nextDue().get();
            all.addAll(lanes.due());
        }
        return all;
    }

    static List<ApiEvent> events(int count) {
        return IntStream.range(0, count).mapToObj(Samples::listUsers).toList();
    }

    static List<Delivery> of(List<Delivery> all, Lane lane) {
        return all.stream().filter(delivery -> delivery.lane() == lane).toList();
    }

    static List<String> ids(List<Delivery> all, Lane lane) {
        return of(all, lane).stream()
                .flatMap(delivery -> delivery.eventIds().stream())
                .toList();
    }

    /** @param min seconds */
    static LaneSettings settings(long min, long max, double duplicates, double lost) {
        return new LaneSettings(Duration.ofSeconds(min), Duration.ofSeconds(max), duplicates, lost);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
