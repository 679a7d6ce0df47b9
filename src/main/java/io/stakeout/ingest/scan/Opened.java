package io.stakeout.ingest.scan;

import java.util.List;
import java.util.Objects;

import io.stakeout.incident.Lane;

/** What an envelope turned out to hold. */
public sealed interface Opened {

    /**
     * CloudTrail records.
     *
     * @param records UTF-8 JSON of one record each, in the order of the envelope; not yet parsed
     * @param faults what was broken between them; the records are good all the same
     */
    record Records(Lane lane, List<byte[]> records, List<Fault> faults) implements Opened {
        public Records {
            Objects.requireNonNull(lane);
            records = List.copyOf(records);
            faults = List.copyOf(faults);
        }
    }

    /** CloudWatch Logs asks whether somebody listens; nothing to do. */
    record Control() implements Opened {}

    /** An AWS finding or another event that is no CloudTrail record. */
    record Finding(String source, String detailType, byte[] event) implements Opened {}

    /** Nothing that we know. */
    record Unreadable(Fault fault) implements Opened {}
}
