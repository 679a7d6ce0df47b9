package io.stakeout.web.pages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LaneMeter;
import io.stakeout.ingest.Quarantine;
import io.stakeout.ingest.StreamState;
import io.stakeout.watch.Lookback;

/** The pipeline as this process knows it since it began. */
@ApplicationScoped
class LanePipeline implements Pipeline {

    private final LaneMeter meter;
    private final StreamState stream;
    private final Intake intake;
    private final Quarantine quarantine;

    LanePipeline(LaneMeter meter, StreamState stream, Intake intake, Quarantine quarantine) {
        this.meter = meter;
        this.stream = stream;
        this.intake = intake;
        this.quarantine = quarantine;
    }

    @Override
    public List<LaneStatus> lanes() {
        return meter.lines().stream().map(LanePipeline::lane).toList();
    }

    private static LaneStatus lane(LaneMeter.Line line) {
        return new LaneStatus(
                line.lane().name(),
                line.account(),
                line.region(),
                line.events(),
                line.newestEventTime(),
                Optional.of(line.newestArrivedAt()),
                line.lagP50().map(Duration::toSeconds),
                line.lagP95().map(Duration::toSeconds),
                Optional.empty());
    }

    @Override
    public StreamState.View consumer() {
        return stream.view();
    }

    @Override
    public List<Shard> shards() {
        return List.of();
    }

    @Override
    public Held lookback() {
        Lookback.Extent extent = intake.lookback().extent();
        return new Held(extent.blocks(), extent.bytes(), extent.since());
    }

    @Override
    public long quarantined() {
        return quarantine.count();
    }

    @Override
    public List<Alarm> alarms() {
        return List.of();
    }
}
