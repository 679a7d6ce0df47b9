package io.stakeout.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.LaneMarks.Whole;

/** Silence and lag of the lanes, as metrics; {@code NaN} while a lane has never brought anything. Thread-safe. */
@Startup
@ApplicationScoped
class LaneGauges {

    private final LaneMarks marks;

    LaneGauges(LaneMarks marks, Clock clock, MeterRegistry metrics) {
        this.marks = marks;
        for (Lane lane : List.of(Lane.CW, Lane.EB, Lane.CT)) {
            gauge(
                            "stakeout.ingest.lane.silence",
                            lane,
                            whole -> Optional.of(Duration.between(whole.newestArrivedAt(), clock.instant())))
                    .register(metrics);
        }
        for (Lane lane : List.of(Lane.CW, Lane.EB)) {
            gauge("stakeout.ingest.lane.lag", lane, Whole::lagP50)
                    .tag("quantile", "0.5")
                    .register(metrics);
            gauge("stakeout.ingest.lane.lag", lane, Whole::lagP95)
                    .tag("quantile", "0.95")
                    .register(metrics);
        }
    }

    private Gauge.Builder<LaneMarks> gauge(String name, Lane lane, Function<Whole, Optional<Duration>> value) {
        return Gauge.builder(name, marks, all -> seconds(all, lane, value))
                .tag("lane", lane.name())
                .baseUnit("seconds");
    }

    private static double seconds(LaneMarks marks, Lane lane, Function<Whole, Optional<Duration>> value) {
        return marks.lanes().stream()
                .filter(whole -> whole.lane() == lane)
                .flatMap(whole -> value.apply(whole).stream())
                .findFirst()
                .map(duration -> duration.toMillis() / 1_000.0)
                .orElse(Double.NaN);
    }
}
