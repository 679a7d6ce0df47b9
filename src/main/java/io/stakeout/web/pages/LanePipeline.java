package io.stakeout.web.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.incident.Alarms;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LaneMarks;
import io.stakeout.ingest.Quarantine;
import io.stakeout.ingest.ShardLag;
import io.stakeout.ingest.StreamState;
import io.stakeout.watch.Lookback;

/** The pipeline: lanes as all nodes have seen them, consumer, shards and lookback as this one knows them. */
@ApplicationScoped
class LanePipeline implements Pipeline {

    private static final int MOST_ALARMS = 20;

    private final LaneMarks marks;
    private final StreamState stream;
    private final Intake intake;
    private final Quarantine quarantine;
    private final ShardLag shards;
    private final Alarms alarms;
    private final Clock clock;

    LanePipeline(
            LaneMarks marks,
            StreamState stream,
            Intake intake,
            Quarantine quarantine,
            ShardLag shards,
            Alarms alarms,
            Clock clock) {
        this.marks = marks;
        this.stream = stream;
        this.intake = intake;
        this.quarantine = quarantine;
        this.shards = shards;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public List<LaneStatus> lanes() {
        return marks.lines().stream().map(LanePipeline::lane).toList();
    }

    private static LaneStatus lane(LaneMarks.Line line) {
        return new LaneStatus(
                line.lane().name(),
                line.account(),
                line.region(),
                line.events(),
                line.newestEventTime(),
                Optional.of(line.newestArrivedAt()),
                line.lagP50().map(Duration::toSeconds),
                line.lagP95().map(Duration::toSeconds),
                line.silentSince());
    }

    @Override
    public StreamState.View consumer() {
        return stream.view();
    }

    @Override
    public List<Shard> shards() {
        return shards.view().entrySet().stream()
                .map(shard -> new Shard(shard.getKey(), shard.getValue()))
                .toList();
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
        Instant news = clock.instant().minus(Alarms.NEWS);
        return alarms.newest(MOST_ALARMS).stream()
                .filter(alarm -> alarm.at().isAfter(news))
                .map(alarm -> new Alarm(alarm.at(), alarm.text(), alarm.outcome()))
                .toList();
    }
}
