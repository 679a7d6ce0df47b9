package io.stakeout.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.stakeout.ingest.StreamState;

/** A pipeline in which everything that can be wrong is. */
record BrokenPipeline(Instant now) implements Pipeline {

    @Override
    public List<LaneStatus> lanes() {
        return List.of(
                lane("EB", "us-east-1", Optional.of(6L), now.minusSeconds(6), Optional.empty()),
                lane("IMPORT", "us-east-1", Optional.empty(), now.minus(Duration.ofHours(3)), Optional.empty()),
                lane(
                        "CW",
                        "eu-west-1",
                        Optional.of(182L),
                        now.minus(Duration.ofMinutes(12)),
                        Optional.of(now.minus(Duration.ofMinutes(12)))));
    }

    private LaneStatus lane(
            String lane, String region, Optional<Long> lag, Instant arrived, Optional<Instant> silentSince) {
        return new LaneStatus(
                lane,
                "123837392027",
                region,
                1_012,
                Optional.of(arrived.minusSeconds(6)),
                Optional.of(arrived),
                lag,
                lag,
                silentSince);
    }

    @Override
    public StreamState.View consumer() {
        return new StreamState.View(
                StreamState.Phase.WAITING, Optional.of("The database does not answer."), now.minusSeconds(60), 2);
    }

    @Override
    public List<Shard> shards() {
        return List.of(new Shard("shardId-000000000000", 200), new Shard("shardId-000000000003", 48_100));
    }

    @Override
    public Held lookback() {
        return new Held(4_100, 212_000_000, Optional.of(now.minus(Duration.ofMinutes(15))));
    }

    @Override
    public long quarantined() {
        return 3;
    }

    @Override
    public List<Alarm> alarms() {
        return List.of(new Alarm(now.minusSeconds(90), "<b>eve</b> stopped the trail \"main\"", "ok"));
    }
}
