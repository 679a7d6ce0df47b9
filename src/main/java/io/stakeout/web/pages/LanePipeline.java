package io.stakeout.web.pages;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.LaneMeter;
import io.stakeout.ingest.Quarantine;

/** The pipeline as this process has seen it since it began, accounts and regions of a lane taken together. */
@ApplicationScoped
class LanePipeline implements Pipeline {

    private final LaneMeter meter;
    private final Quarantine quarantine;

    LanePipeline(LaneMeter meter, Quarantine quarantine) {
        this.meter = meter;
        this.quarantine = quarantine;
    }

    @Override
    public List<LaneStatus> lanes() {
        List<LaneMeter.Line> lines = meter.lines();
        return lines.stream()
                .map(LaneMeter.Line::lane)
                .distinct()
                .map(lane -> status(
                        lane, lines.stream().filter(line -> line.lane() == lane).toList()))
                .toList();
    }

    @Override
    public long quarantined() {
        return quarantine.count();
    }

    /** The lag of the busiest place stands for the lane; the API has them one by one. */
    private static LaneStatus status(Lane lane, List<LaneMeter.Line> lines) {
        LaneMeter.Line busiest =
                lines.stream().max(Comparator.comparing(LaneMeter.Line::events)).orElseThrow();
        return new LaneStatus(
                lane.name(),
                lines.stream().mapToLong(LaneMeter.Line::events).sum(),
                seconds(busiest.lagP50()),
                seconds(busiest.lagP95()),
                lines.stream().map(LaneMeter.Line::newestArrivedAt).max(Comparator.naturalOrder()),
                false);
    }

    private static Optional<Long> seconds(Optional<Duration> lag) {
        return lag.map(Duration::toSeconds);
    }
}
