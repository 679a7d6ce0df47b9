package io.stakeout.ingest;

import java.time.Instant;
import java.util.Objects;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Finds;
import io.stakeout.ingest.scan.Opened;
import io.stakeout.watch.Watchlist;

/** Hands what a scan finds to a reading, with the watchlist that it was scanned for. */
record Found(Reading reading, Watchlist watchlist, Instant arrivedAt) implements Finds {

    Found {
        Objects.requireNonNull(reading);
        Objects.requireNonNull(watchlist);
        Objects.requireNonNull(arrivedAt);
    }

    @Override
    public void record(Lane lane, byte[] record) {
        reading.record(record, lane, watchlist, arrivedAt);
    }

    @Override
    public void fault(Lane lane, Fault fault) {
        reading.fault(lane, fault);
    }

    @Override
    public void finding(Opened.Finding finding) {
        reading.finding(finding);
    }
}
