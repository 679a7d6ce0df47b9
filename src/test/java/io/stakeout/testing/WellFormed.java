package io.stakeout.testing;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Finds;
import io.stakeout.ingest.scan.Opened;

/** For payloads in which nothing but well-formed records is expected: fails on anything else. */
public class WellFormed implements Finds {

    @Override
    public void record(Lane lane, byte[] record) {}

    @Override
    public void fault(Lane lane, Fault fault) {
        throw new AssertionError(fault.reason());
    }

    @Override
    public void finding(Opened.Finding finding) {
        throw new AssertionError(finding.detailType());
    }
}
