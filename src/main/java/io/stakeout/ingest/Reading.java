package io.stakeout.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.UnreadableRecordException;
import io.stakeout.incident.Activity;
import io.stakeout.incident.EntryLog;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Matched;
import io.stakeout.incident.Recording;
import io.stakeout.ingest.scan.Envelope;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Opened;
import io.stakeout.watch.Hit;
import io.stakeout.watch.Watchlist;

/**
 * What is read from one source of envelopes: recognised, parsed, matched, classified and gathered by {@link #take},
 * which touches no database; written by {@link #flush}, which may be called again after it failed. What can't be read is
 * quarantined and never stops the rest. Not thread-safe: one per source, used by its thread.
 */
final class Reading {

    /** Why a source is read. */
    enum Purpose {
        /** It arrives now. */
        LIVE,
        /** It had arrived, and the watch has grown since. */
        AGAIN,
        /** An operator brought it for one incident. */
        IMPORT,
        /** It lies further back than the lookback, and an operator has it looked at for one incident. */
        BACKFILL,
        /** It is in quarantine, and an admin wants to know whether it can be read now. */
        RETRY
    }

    /** Beyond it faults of an import are counted only: whoever brought the file still has it. */
    private static final int MOST_KEPT_OF_AN_IMPORT = 1_000;

    /** The most pieces of one envelope that are quarantined one by one. */
    private static final int MOST_PIECES = 100;

    /** The most that is gathered, in bytes, before it should be written. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Purpose purpose;
    private final String origin;
    private final Optional<Long> incident;
    private final Quarantine quarantine;
    private final LaneMeter meter;
    private final Clock clock;
    private final IngestMeter numbers;
    private final Backlog gathered;
    private final PipeAlarms alarms;
    private final Testimonies testimonies;
    private final Tidings tidings;
    private final List<Quarantine.Item> unreadable = new ArrayList<>();
    private long bytes;
    private boolean again;
    private Tally tally = Tally.NOTHING;
    private Tally counted = Tally.NOTHING;
    private Recording recorded = Recording.NOTHING;
    private Optional<String> reason = Optional.empty();

    /**
     * @param origin where it comes from, for the quarantine, for example {@code import 12}
     * @param incident the only incident concerned, of an import or a backfill; else empty
     */
    Reading(Purpose purpose, String origin, Optional<Long> incident, Intake intake) {
        this.purpose = purpose;
        this.again = purpose == Purpose.AGAIN;
        this.origin = origin;
        this.incident = incident;
        this.quarantine = intake.quarantine();
        this.meter = intake.meter();
        this.clock = intake.clock();
        this.numbers = intake.numbers();
        this.gathered = new Backlog(
                slice -> intake.numbers().batch(slice.size(), () -> intake.log().record(slice)));
        this.alarms = new PipeAlarms(intake.pipe());
        this.testimonies = new Testimonies(intake.witnesses());
        this.tidings = new Tidings(intake.findings());
    }

    Tally tally() {
        return tally;
    }

    /** What has been written so far. */
    Recording recorded() {
        return recorded;
    }

    /** The same source is read from its beginning once more, for who is newly watched: only what they did counts. */
    void beginAgain() {
        again = true;
    }

    /** What was counted as matched before may match once more by what is newly watched. */
    private boolean fromTheBeginning() {
        return again && forOneIncident();
    }

    private boolean forOneIncident() {
        return purpose == Purpose.IMPORT || purpose == Purpose.BACKFILL;
    }

    /** Takes one envelope, reads all of it in full, and gathers what is in it. */
    void take(byte[] data, Watchlist now) {
        int before = faults();
        Opened opened = Envelope.open(data);
        if (opened instanceof Opened.Records records) {
            records.faults().forEach(fault -> fault(records.lane(), fault));
            records.records().forEach(record -> record(record, records.lane(), now, clock.instant()));
            events(records.records().size());
        } else if (opened instanceof Opened.Unreadable unreadable) {
            fault(Lane.CT, unreadable.fault());
        } else if (opened instanceof Opened.Finding finding) {
            finding(finding, clock.instant());
        }
        endEnvelope(data, before);
    }

    /** How many pieces that can't be read are gathered; the mark to give to {@link #endEnvelope}. */
    int faults() {
        return unreadable.size();
    }

    void events(long more) {
        tally = again ? tally : tally.events(more);
    }

    /** Events that had to be parsed in full since the walk did not understand them. */
    void slow(long more) {
        numbers.slow(more);
    }

    /**
     * An event that is no CloudTrail record; of what is read again it has been seen already. Told is what arrives now, or
     * had arrived and could not be read then: what somebody brings, or looks up, starts nothing.
     */
    void finding(Opened.Finding finding, Instant arrivedAt) {
        if (again) {
            return;
        }
        tally = tally.finding();
        if (purpose == Purpose.LIVE || purpose == Purpose.RETRY && incident.isEmpty()) {
            bytes += finding.event().length;
            tidings.add(finding.event(), arrivedAt);
        }
        if (purpose != Purpose.RETRY) {
            meter.sawFinding(finding.detailType());
        }
    }

    /** Counts an envelope whose content has been gathered. */
    void endEnvelope(byte[] data, int faultsBefore) {
        tally = again ? tally : tally.record();
        keepTogether(data, unreadable.subList(faultsBefore, unreadable.size()));
    }

    /** Of an envelope that is mostly broken the whole is kept once, not each piece of it. */
    private void keepTogether(byte[] data, List<Quarantine.Item> pieces) {
        if (pieces.size() > MOST_PIECES) {
            Quarantine.Item first = pieces.get(0);
            Fault whole = new Fault(pieces.size() + " records of one envelope can't be read", data);
            pieces.clear();
            pieces.add(new Quarantine.Item(first.at(), first.lane(), origin, incident, whole));
        }
    }

    /** Whether enough is gathered to be written. */
    boolean full() {
        int waiting = gathered.size() + unreadable.size() + alarms.size() + testimonies.size() + tidings.size();
        return waiting >= EntryLog.MOST_PER_TRANSACTION || bytes >= MOST_BYTES;
    }

    void fault(Fault fault) {
        fault(Lane.CT, fault);
    }

    /**
     * Writes what is gathered; afterwards everything taken so far is in the database. When it throws, what is not
     * written yet is still gathered, and what is written will not be written twice.
     */
    void flush() {
        gathered.write(this::written, this::refused);
        alarms.raise(this::keep);
        testimonies.tell(this::keep);
        tidings.tell(this::keep);
        while (!unreadable.isEmpty()) {
            quarantine.keep(unreadable.get(unreadable.size() - 1));
            unreadable.remove(unreadable.size() - 1);
        }
        bytes = 0;
        numbers.count(purpose, counted, tally);
        counted = tally;
    }

    /** Takes one CloudTrail record; gives it back as it was read, or nothing when it could not be. */
    Optional<CloudTrailRecord> record(byte[] bytes, Lane lane, Watchlist now, Instant arrivedAt) {
        CloudTrailRecord record;
        try {
            record = CloudTrailRecord.parse(bytes);
        } catch (UnreadableRecordException e) {
            fault(lane, new Fault(e.getMessage(), bytes));
            return Optional.empty();
        }
        if (purpose == Purpose.LIVE) {
            alarms.look(record, lane);
            testimonies.look(record, lane, arrivedAt);
        }
        Map<Long, Hit> hits = now.match(record);
        Map<Long, Hit> proofs = now.proves(record);
        if (!hits.isEmpty() || !proofs.isEmpty()) {
            tally = hits.isEmpty() || fromTheBeginning() ? tally : tally.matched(1);
            this.bytes += bytes.length;
            Activity activity = Activity.of(record, lane(lane), arrivedAt);
            gathered.add(new Matched(activity, hits, proofs, again || purpose == Purpose.BACKFILL));
        }
        return Optional.of(record);
    }

    /** What passed before and could not be read is in quarantine since; what is looked up stays where it lies. */
    void fault(Lane lane, Fault fault) {
        if (purpose == Purpose.AGAIN || purpose == Purpose.BACKFILL && !again) {
            tally = tally.quarantine(1);
        } else if (!again) {
            keep(lane, fault);
        }
    }

    private void keep(Lane lane, Fault fault) {
        tally = tally.quarantine(1);
        if (reason.isEmpty()) {
            reason = Optional.of(fault.reason());
        }
        boolean enough = forOneIncident() && tally.quarantined() > MOST_KEPT_OF_AN_IMPORT;
        if (purpose != Purpose.RETRY && !enough) {
            bytes += fault.bytes().length;
            unreadable.add(new Quarantine.Item(clock.instant(), lane(lane), origin, incident, fault));
        }
    }

    /** Why the first piece could not be read or written; empty when nothing was in the way. */
    Optional<String> reason() {
        return reason;
    }

    /** Of an import or a backfill the envelope's lane means nothing: nothing was delivered. */
    private Lane lane(Lane ofTheEnvelope) {
        return switch (purpose) {
            case IMPORT -> Lane.IMPORT;
            case BACKFILL -> Lane.BACKFILL;
            case LIVE, AGAIN, RETRY -> ofTheEnvelope;
        };
    }

    private void written(Recording recording) {
        tally = tally.recorded(recording).matched(fromTheBeginning() ? recording.recorded() : 0);
        recorded = recorded.plus(recording);
    }

    /** A value of it is refused by the database: met for the first time, whatever the purpose. */
    private void refused(Activity activity) {
        keep(
                activity.lane(),
                new Fault(
                        "the database refuses a value of it", activity.record().raw()));
    }
}
