package io.stakeout.ingest;

import java.time.Instant;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.testing.WellFormed;
import io.stakeout.watch.Watchlist;

/** The live way without a database: bytes in, matches out, everything counted on the way. */
public final class CountedScan extends WellFormed {

    private final Footfall footfall =
            new Footfall(new LaneMeter(new SimpleMeterRegistry()), new Census(), new ContextUsage());
    private final Scanner scanner = new Scanner(footfall);
    private final Watchlist watchlist;
    private long matches;

    public CountedScan(Watchlist watchlist) {
        this.watchlist = watchlist;
        footfall.arrived(Instant.parse("2023-07-10T11:45:18Z"));
    }

    public void scan(byte[] payload) {
        scanner.scan(payload, watchlist, this);
    }

    public Scanner scanner() {
        return scanner;
    }

    public long matches() {
        return matches;
    }

    @Override
    public void record(Lane lane, byte[] record) {
        CloudTrailRecord parsed = CloudTrailRecord.parse(record);
        matches += watchlist.match(parsed).isEmpty() ? 0 : 1;
    }
}
