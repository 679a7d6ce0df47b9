package io.stakeout.ingest;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Finds;
import io.stakeout.ingest.scan.Opened;
import io.stakeout.watch.Watchlist;

/**
 * Hands what a scan finds to a reading, with the watchlist that it was scanned for.
 *
 * @param footfall counts what no witness of the scan has seen; empty where nothing is counted
 */
record Found(Reading reading, Watchlist watchlist, Instant arrivedAt, Optional<Footfall> footfall) implements Finds {

    Found {
        Objects.requireNonNull(reading);
        Objects.requireNonNull(watchlist);
        Objects.requireNonNull(arrivedAt);
        Objects.requireNonNull(footfall);
    }

    @Override
    public void record(Lane lane, byte[] record) {
        reading.record(record, lane, watchlist, arrivedAt);
    }

    @Override
    public void strange(Lane lane, byte[] record) {
        reading.record(record, lane, watchlist, arrivedAt)
                .ifPresent(parsed -> footfall.ifPresent(counts -> counts.saw(lane, parsed, watchlist)));
    }

    @Override
    public void fault(Lane lane, Fault fault) {
        reading.fault(lane, fault);
    }

    @Override
    public void finding(Opened.Finding finding) {
        reading.finding(finding, arrivedAt);
    }
}
