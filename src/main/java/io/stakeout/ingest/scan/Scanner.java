package io.stakeout.ingest.scan;

import java.util.Objects;

import io.stakeout.incident.Lane;
import io.stakeout.watch.Identities;
import io.stakeout.watch.Watchlist;

/**
 * Finds in one record of the stream what a watchlist may be about, at about the cost of inflating it.
 *
 * <p><b>The fast way</b> inflates into a buffer that is used again and walks the bytes once: no tree, no text, and the
 * messages of a CloudWatch Logs payload in their escaped form. Identity values are looked up as bytes. <b>The slow
 * way</b> is {@link Envelope} and the full parser behind {@link Finds}. Whatever the walk doesn't expect goes there: the
 * one message, when only its content is strange; the whole payload, when the envelope is. Nothing is told of a payload
 * before all of it is understood, so nothing is told twice.
 *
 * <p><b>What damage costs.</b> A message is always followed to its true end, so damage in it costs nothing else. A
 * message that is damaged up to the last field that is looked at, or cut off, is handed over and becomes a fault. Behind
 * that the walk jumps: a message that nobody is suspected of and that is well-formed as a string but no JSON there (a
 * bracket too many) passes as an event that is no hit. The full parser would have quarantined it, and found no match in
 * it either.
 *
 * <p>Handed over are hits, {@link WatchedCalls} whoever made them, and everything strange. A record that amends another
 * (CloudTrail's {@code addendum}) has the identity of the original and is handed over when that is a hit.
 *
 * <p>Not thread-safe: one per thread.
 */
public final class Scanner {

    private final Witness witness;
    private final boolean remembering;
    private final Inflation inflation = new Inflation();
    private final Sightings sightings = new Sightings(Sightings.USUAL);
    private final Recogniser recogniser;
    private final PayloadWalk walk;
    private final KnownCallers callers = new KnownCallers();
    private final Sighting sighting = new Sighting(sightings, callers);
    private long events;
    private long slowMessages;

    /** For what has passed before: nobody is told of it, and only hits and what is strange are handed over. */
    public Scanner() {
        this(null, false);
    }

    /** The same, and {@link #identities} are gathered. */
    public static Scanner remembering() {
        return new Scanner(null, true);
    }

    /** @param witness told of each event that takes the fast way; the others are told by {@link Finds#strange} */
    public Scanner(Witness witness) {
        this(Objects.requireNonNull(witness), true);
    }

    private Scanner(Witness witness, boolean remembering) {
        this.witness = witness;
        this.remembering = remembering;
        this.recogniser = new Recogniser(remembering);
        this.walk = new PayloadWalk(sightings, recogniser, callers, witness != null);
    }

    /**
     * Scans one record of the stream.
     *
     * @param data as Kinesis brought it; not kept and not changed
     */
    public void scan(byte[] data, Watchlist watchlist, Finds finds) {
        Lane lane = walk(data, watchlist);
        if (lane == null) {
            inFull(data, finds);
        } else {
            tellAll(lane, watchlist, finds);
        }
        if (witness != null) {
            witness.ended();
        }
    }

    private void tellAll(Lane lane, Watchlist watchlist, Finds finds) {
        sighting.of(lane, inflation.bytes(), watchlist.identifiers());
        for (int i = 0; i < sightings.count(); i++) {
            sightings.select(i);
            tell(lane, inflation.bytes(), finds);
        }
        events += sightings.count();
        inflation.close();
    }

    /** Null when the full parser has to read all of it. */
    private Lane walk(byte[] data, Watchlist watchlist) {
        sightings.clear();
        recogniser.begin(watchlist.identifiers());
        try {
            inflation.open(data);
            return walk.walk(inflation.bytes(), inflation.length());
        } catch (Unexpected e) {
            inflation.close();
            return null;
        }
    }

    private void tell(Lane lane, byte[] bytes, Finds finds) {
        if (sightings.strange()) {
            slowMessages++;
            recogniser.identities().incomplete();
            finds.strange(lane, Messages.literal(bytes, sightings.from(), sightings.to()));
            return;
        }
        if (witness != null) {
            witness.saw(sighting);
        }
        if (sightings.suspect() || witness != null && WatchedCalls.watched(bytes, sightings)) {
            finds.record(lane, Messages.of(lane, bytes, sightings.from(), sightings.to()));
        }
    }

    private void inFull(byte[] data, Finds finds) {
        Opened opened = Envelope.open(data);
        recogniser.identities().clear();
        if (opened instanceof Opened.Records records) {
            events += records.records().size();
            slowMessages += records.records().size();
            recogniser.identities().incomplete();
            records.faults().forEach(fault -> finds.fault(records.lane(), fault));
            records.records().forEach(record -> finds.strange(records.lane(), record));
        } else if (opened instanceof Opened.Unreadable unreadable) {
            finds.fault(Lane.CT, unreadable.fault());
        } else if (opened instanceof Opened.Finding finding) {
            finds.finding(finding);
        }
    }

    /** CloudTrail records seen so far, whether found or not. */
    public long events() {
        return events;
    }

    /** How many of them took the slow way. */
    public long slowMessages() {
        return slowMessages;
    }

    /**
     * Whose calls are in the record scanned last, as {@link Identities} says; null when something in it was unexpected, when there are too many of
     * them, or when they are not gathered.
     */
    public long[] identities() {
        return remembering ? recogniser.identities().all() : null;
    }
}
