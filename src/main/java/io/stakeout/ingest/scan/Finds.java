package io.stakeout.ingest.scan;

import io.stakeout.incident.Lane;

/** Where a {@link Scanner} puts what has to be looked at in full. Called on the scanning thread. */
public interface Finds {

    /**
     * A record that may belong to a suspect, that may concern the pipeline, or in which something was unexpected. It has
     * to be parsed and matched in full: a scan may bring too much, never too little.
     *
     * @param record UTF-8 JSON of one CloudTrail record, not necessarily well-formed; the receiver's own
     */
    void record(Lane lane, byte[] record);

    /**
     * A record as for {@link #record} that took the slow way, so that no {@link Witness} has seen it yet: whoever counts
     * what passes counts it after parsing.
     */
    default void strange(Lane lane, byte[] record) {
        record(lane, record);
    }

    /** What could not be read; everything around it is read all the same. */
    void fault(Lane lane, Fault fault);

    /** An event that is no CloudTrail record. */
    void finding(Opened.Finding finding);
}
