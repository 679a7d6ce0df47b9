package io.stakeout.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Envelope;
import io.stakeout.ingest.scan.Opened;
import io.stakeout.ingest.scan.TopLevel;
import io.stakeout.watch.Watchlist;

/**
 * Reads quarantined bytes once more, in full. They may be a whole record of the stream, a log event out of one, or a
 * single CloudTrail record; the two latter keep the lane that they came by, and all keep the time.
 */
final class Retry {

    private final Quarantine.Kept item;
    private final Watchlist now;
    private final Reading reading;

    Retry(Quarantine.Kept item, Watchlist now, Reading reading) {
        this.item = item;
        this.now = now;
        this.reading = reading;
    }

    /** Gathers what can be read now; {@link Reading#reason} says why something still can't. */
    void run() {
        Opened opened = Envelope.open(item.bytes());
        if (opened instanceof Opened.Records records) {
            Lane lane = lane(records.lane());
            records.faults().forEach(fault -> reading.fault(lane, fault));
            records.records().forEach(record -> record(record, lane));
        } else if (opened instanceof Opened.Finding finding && item.incident().isEmpty()) {
            reading.finding(finding, item.line().arrivedAt());
        } else if (opened instanceof Opened.Unreadable unreadable) {
            Optional<String> message = message();
            if (message.isPresent()) {
                record(message.get().getBytes(StandardCharsets.UTF_8), item.lane());
            } else {
                reading.fault(item.lane(), unreadable.fault());
            }
        }
    }

    private void record(byte[] record, Lane lane) {
        reading.record(record, lane, now, item.line().arrivedAt());
        reading.events(1);
        if (reading.full()) {
            reading.flush();
        }
    }

    /** A bare record doesn't tell its lane, an envelope does; of an import neither means anything. */
    private Lane lane(Lane ofTheEnvelope) {
        return item.lane() == Lane.IMPORT || ofTheEnvelope == Lane.CT ? item.lane() : ofTheEnvelope;
    }

    /** Of a log event of CloudWatch Logs, taken out of its payload. */
    private Optional<String> message() {
        try {
            return item.lane() == Lane.CW || item.lane() == Lane.IMPORT
                    ? TopLevel.read(item.bytes()).text("message")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
