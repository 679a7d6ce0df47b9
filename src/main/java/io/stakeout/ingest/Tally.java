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
 * @param quarantined what could not be read
 */
public record Tally(long records, long events, long matched, long recorded, long duplicates, long quarantined) {

    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

    Tally record() {
        return new Tally(records + 1, events, matched, recorded, duplicates, quarantined);
    }

    Tally event() {
        return new Tally(records, events + 1, matched, recorded, duplicates, quarantined);
    }

    Tally matched(long more) {
        return new Tally(records, events, matched + more, recorded, duplicates, quarantined);
    }

    Tally quarantine(long more) {
        return new Tally(records, events, matched, recorded, duplicates, quarantined + more);
    }

    Tally recorded(Recording recording) {
        return new Tally(
                records,
                events,
                matched,
                recorded + recording.recorded(),
                duplicates + recording.duplicates(),
                quarantined);
    }
}
