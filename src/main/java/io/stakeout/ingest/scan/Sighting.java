package io.stakeout.ingest.scan;

import java.time.Instant;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Lane;
import io.stakeout.watch.IdentifierTable;
import io.stakeout.watch.Watchlist;

/**
 * One event that passed, as ranges of bytes: a view that is moved on and used again, valid only while {@link
 * Witness#saw} runs, on the thread that scans.
 */
public final class Sighting {

    /** The time of an event that has none. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** The most contexts of one event that are told. */
    static final int MOST_CONTEXTS = 4;

    private final Sightings sightings;
    private final KnownCallers callers;
    private byte[] bytes;
    private Lane lane;
    private IdentifierTable table;

    Sighting(Sightings sightings, KnownCallers callers) {
        this.sightings = sightings;
        this.callers = callers;
    }

    /** The same of a record that was parsed, made anew. */
    public static Sighting of(Lane lane, CloudTrailRecord record, Watchlist now) {
        Sightings one = new Sightings(1);
        ParsedFields fields = new ParsedFields(record);
        byte[] bytes = fields.noteIn(one);
        Recogniser recogniser = new Recogniser(false);
        recogniser.begin(now.identifiers());
        recogniser.caller(bytes, one);
        recogniser.address(bytes, one);
        one.time(record.eventTime().map(Instant::toEpochMilli).orElse(UNKNOWN));
        Sighting sighting = new Sighting(one, KnownCallers.NOBODY);
        sighting.of(lane, bytes, now.identifiers());
        return sighting;
    }

    void of(Lane from, byte[] payload, IdentifierTable identifiers) {
        lane = from;
        bytes = payload;
        table = identifiers;
    }

    public Lane lane() {
        return lane;
    }

    /** What the ranges are ranges of; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Equal to {@link #to} when the field is absent or empty. */
    public int from(Field field) {
        return sightings.from(field);
    }

    public int to(Field field) {
        return sightings.to(field);
    }

    public boolean has(Field field) {
        return from(field) < to(field);
    }

    /** When AWS handled the call, in milliseconds since 1970, or {@link #UNKNOWN}. */
    public long eventMillis() {
        return sightings.time();
    }

    /** How many values of it are contexts of suspects. */
    public int contexts() {
        return sightings.contexts();
    }

    /** A value whose use is counted. */
    public String context(int n) {
        return table.value(sightings.context(n));
    }

    /** What {@link #keep} kept about whoever made the call; null when nothing is kept. */
    public Acquaintance kept() {
        return callers.kept(sightings);
    }

    /** Whether events of whoever made the call will be known again; not all are. */
    public boolean keeps() {
        return callers.knows(sightings);
    }

    /**
     * Keeps something about whoever made the call, when it {@link #keeps}: events whose {@code userIdentity} is equal,
     * byte for byte, have it back, until it is forgotten.
     */
    public void keep(Acquaintance about) {
        callers.keep(sightings, about);
    }
}
