package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.ingest.StreamState;

/** What the status page needs to know about how events get here. Read for each page; thread-safe. */
public interface Pipeline {

    /** By lane, account and region. */
    List<LaneStatus> lanes();

    StreamState.View consumer();

    /** The shards that this process reads. */
    List<Shard> shards();

    /** What is kept of what has passed lately. */
    Held lookback();

    /** Records that could not be read and are kept. */
    long quarantined();

    /** Of the last day, newest first. */
    List<Alarm> alarms();

    /**
     * A lane in one account and region.
     *
     * @param newestEventTime the watermark: the newest time of a call
     * @param lagP50 in seconds; empty for a lane that nobody delivers by
     * @param silentSince when nothing has come for so long that the lane is taken for dead
     */
    record LaneStatus(
            String lane,
            String account,
            String region,
            long events,
            Optional<Instant> newestEventTime,
            Optional<Instant> newestArrivedAt,
            Optional<Long> lagP50,
            Optional<Long> lagP95,
            Optional<Instant> silentSince) {

        public LaneStatus {
            Objects.requireNonNull(lane);
            Objects.requireNonNull(silentSince);
        }
    }

    /** @param millisBehind how old its next record is; 0 is the tip */
    record Shard(String id, long millisBehind) {}

    /** @param since when the oldest block arrived */
    record Held(int blocks, long bytes, Optional<Instant> since) {}

    /** Somebody laid hands on what feeds Stakeout. */
    record Alarm(Instant at, String text, String outcome) {}
}
