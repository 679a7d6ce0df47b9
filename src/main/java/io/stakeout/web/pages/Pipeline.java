package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the status page needs to know about how events get here. */
public interface Pipeline {

    List<LaneStatus> lanes();

    /** Records that could not be read and are kept. */
    long quarantined();

    /** Lags in seconds, of the last hour. */
    record LaneStatus(
            String lane,
            long events,
            Optional<Long> lagP50,
            Optional<Long> lagP95,
            Optional<Instant> newestArrivedAt,
            boolean behind) {}
}
