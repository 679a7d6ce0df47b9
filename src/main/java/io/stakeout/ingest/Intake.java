package io.stakeout.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;

import io.stakeout.incident.CallWitness;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.EntryLog;
import io.stakeout.ingest.pipe.PipeWatch;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.watch.Lookback;

/** Where readings start: the live way, the second look at what has passed, and imports share what is gathered here. */
@Startup // so that its numbers are there before anything has come
@ApplicationScoped
public class Intake {

    private final EntryLog log;
    private final Quarantine quarantine;
    private final CurrentWatch watch;
    private final LaneMeter meter;
    private final Census census;
    private final ContextUsage usage;
    private final Clock clock;
    private final PipeWatch pipe;
    private final List<CallWitness> witnesses;
    private final List<FindingIntake> findings;
    private final IngestMeter numbers;
    private final Lookback lookback;

    Intake(
            EntryLog log,
            Quarantine quarantine,
            CurrentWatch watch,
            LaneMeter meter,
            Census census,
            ContextUsage usage,
            Clock clock,
            PipeWatch pipe,
            @All List<CallWitness> witnesses,
            @All List<FindingIntake> findings,
            IngestMeter numbers,
            IngestConfig config) {
        this.log = log;
        this.quarantine = quarantine;
        this.watch = watch;
        this.meter = meter;
        this.census = census;
        this.usage = usage;
        this.clock = clock;
        this.pipe = pipe;
        this.witnesses = List.copyOf(witnesses);
        this.findings = List.copyOf(findings);
        this.numbers = numbers;
        this.lookback = new Lookback(config.lookbackBytes(), config.lookbackAge());
        numbers.holds(lookback);
    }

    /**
     * For what arrives live or is replayed: every open incident's suspects, the lane as the envelope says.
     *
     * @param origin where it comes from, for the quarantine
     */
    public LiveReading live(String origin) {
        Reading reading = new Reading(Reading.Purpose.LIVE, origin, Optional.empty(), this);
        return new LiveReading(reading, lookback, watch::lately, footfall(), clock);
    }

    /** For what had arrived before this process looked; the lane as the envelope says. */
    public Refill refill(String origin) {
        return new Refill(again(origin), watch, this);
    }

    /** For what had passed already when the watch grew. */
    Reading again(String origin) {
        return new Reading(Reading.Purpose.AGAIN, origin, Optional.empty(), this);
    }

    /** For what an operator brings to one incident. */
    Reading imported(long importId, long incident) {
        return new Reading(Reading.Purpose.IMPORT, "import " + importId, Optional.of(incident), this);
    }

    /**
     * For what is looked up further back than the lookback, for one incident.
     *
     * @param again whether the same source was read before: then only what is new counts
     */
    public PastReading past(long backfill, long incident, boolean again) {
        Reading reading = new Reading(Reading.Purpose.BACKFILL, "backfill " + backfill, Optional.of(incident), this);
        if (again) {
            reading.beginAgain();
        }
        return new PastReading(reading, clock);
    }

    /** For what is in quarantine, once more; what can't be read stays where it is. */
    Reading retried(long item, Optional<Long> incident) {
        return new Reading(Reading.Purpose.RETRY, "quarantine " + item, incident, this);
    }

    /** For what has passed before: it counts nothing. */
    Scanner scanner() {
        return new Scanner();
    }

    /** What counts the events of one live source. */
    Footfall footfall() {
        return new Footfall(meter, census, usage);
    }

    /** What has passed lately, for a watch that grows. */
    public Lookback lookback() {
        return lookback;
    }

    EntryLog log() {
        return log;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    LaneMeter meter() {
        return meter;
    }

    Clock clock() {
        return clock;
    }

    PipeWatch pipe() {
        return pipe;
    }

    List<CallWitness> witnesses() {
        return witnesses;
    }

    List<FindingIntake> findings() {
        return findings;
    }

    IngestMeter numbers() {
        return numbers;
    }
}
