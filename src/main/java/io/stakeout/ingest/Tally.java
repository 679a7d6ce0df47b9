package io.stakeout.ingest;

import io.stakeout.incident.Recording;

/**
 * What a reading has come to so far.
 *
 * @param records envelopes taken (Kinesis records, lines, documents)
 * @param events CloudTrail records in them
 * @param matched activities of the suspects, copies included
 * @param recorded entries written, over all incidents
 * @param duplicates copies of events that an incident had already
 * @param findings events that are no CloudTrail records; what arrived is told to who listens ({@link FindingIntake})
 * @param quarantined what could not be read
 */
public record Tally(
        long records, long events, long matched, long recorded, long duplicates, long findings, long quarantined) {

    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0);

    Tally record() {
        return new Tally(records + 1, events, matched, recorded, duplicates, findings, quarantined);
    }

    Tally events(long more) {
        return new Tally(records, events + more, matched, recorded, duplicates, findings, quarantined);
    }

    Tally matched(long more) {
        return new Tally(records, events, matched + more, recorded, duplicates, findings, quarantined);
    }

    Tally finding() {
        return new Tally(records, events, matched, recorded, duplicates, findings + 1, quarantined);
    }

    Tally quarantine(long more) {
        return new Tally(records, events, matched, recorded, duplicates, findings, quarantined + more);
    }

    Tally recorded(Recording recording) {
        return new Tally(
                records,
                events,
                matched,
                recorded + recording.recorded(),
                duplicates + recording.duplicates(),
                findings,
                quarantined);
    }
}
