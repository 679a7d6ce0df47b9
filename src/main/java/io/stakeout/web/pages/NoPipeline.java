package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;

import io.stakeout.ingest.StreamState;

/** Used until something delivers events. */
@DefaultBean
@ApplicationScoped
class NoPipeline implements Pipeline {

    @Override
    public List<LaneStatus> lanes() {
        return List.of();
    }

    @Override
    public StreamState.View consumer() {
        return new StreamState.View(StreamState.Phase.OFF, Optional.empty(), Instant.EPOCH, 0);
    }

    @Override
    public List<Shard> shards() {
        return List.of();
    }

    @Override
    public Held lookback() {
        return new Held(0, 0, Optional.empty());
    }

    @Override
    public long quarantined() {
        return 0;
    }

    @Override
    public List<Alarm> alarms() {
        return List.of();
    }
}
