package io.stakeout.ingest.scan;

import java.util.Arrays;

/**
 * The messages of one payload in the order of the payload, as places in its bytes: nothing is told of them before all of
 * the payload is understood, so that a payload that turns out strange near its end is not told twice. Reused. Not
 * thread-safe.
 */
final class Sightings {

    private static final int FROM = 0;
    private static final int TO = 1;
    /** Behind these, what a message tells wherever it lies. */
    private static final int OF_A_MESSAGE = 2;

    private static final int STRANGE = 2;
    private static final int SUSPECT = 3;
    private static final int TIME = 4;
    private static final int CALLER = 6;
    private static final int LEARNED = 7;
    private static final int CONTEXTS = 8;
    private static final int FIELDS = CONTEXTS + 1 + Sighting.MOST_CONTEXTS;
    /** How many numbers a message takes. */
    static final int STRIDE = FIELDS + 2 * Field.COUNT;
    /** Room for this many messages at first; for many more it is given back. */
    static final int USUAL = 1_024;

    private int[] cells;
    private int count;
    private int base;

    /** @param expected how many messages it has room for at first */
    Sightings(int expected) {
        cells = new int[expected * STRIDE];
    }

    void clear() {
        count = 0;
        if (cells.length > 16 * USUAL * STRIDE) {
            cells = new int[USUAL * STRIDE];
        }
    }

    int count() {
        return count;
    }

    /**
     * Begins the next message.
     *
     * @param at where it begins; its fields are told as ranges behind that
     */
    void begin(int at) {
        if (count == Envelope.MOST_ELEMENTS) {
            throw Unexpected.HERE;
        }
        base = count++ * STRIDE;
        if (base + STRIDE > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        restart(at);
    }

    /** Forgets what was noted of the current message. */
    void restart(int at) {
        Arrays.fill(cells, base, base + STRIDE, 0);
        cells[base + FROM] = at;
    }

    /** Copies the current message but for its place. */
    void save(int[] into) {
        System.arraycopy(cells, base + OF_A_MESSAGE, into, 0, STRIDE - OF_A_MESSAGE);
    }

    /** The other way round. */
    void load(int[] from) {
        System.arraycopy(from, 0, cells, base + OF_A_MESSAGE, STRIDE - OF_A_MESSAGE);
    }

    void note(Field field, int from, int to) {
        int cell = base + FIELDS + 2 * field.ordinal();
        int begin = cells[base + FROM];
        cells[cell] = from - begin;
        cells[cell + 1] = to - begin;
    }

    /** Where the current message lies. */
    void message(int from, int to, boolean strange) {
        cells[base + FROM] = from;
        cells[base + TO] = to;
        cells[base + STRANGE] = strange ? 1 : 0;
    }

    /** Notes that a value of the current message is in the table of identifiers. */
    void recognised(int index, boolean suspect, boolean context) {
        if (suspect) {
            cells[base + SUSPECT] = 1;
        }
        int known = cells[base + CONTEXTS];
        if (context && known < Sighting.MOST_CONTEXTS) {
            cells[base + CONTEXTS + 1 + known] = index;
            cells[base + CONTEXTS] = known + 1;
        }
    }

    /** Which of the {@link KnownCallers} made the call of the current message, by its number and what it was learned as. */
    void caller(int number, int learned) {
        cells[base + CALLER] = number;
        cells[base + LEARNED] = learned;
    }

    /** Zero when it is none of them. */
    int caller() {
        return cells[base + CALLER];
    }

    int learned() {
        return cells[base + LEARNED];
    }

    /** @param millis since 1970, or {@link Sighting#UNKNOWN} */
    void time(long millis) {
        cells[base + TIME] = (int) (millis >>> 32);
        cells[base + TIME + 1] = (int) millis;
    }

    /** Makes the message at this index the current one. */
    void select(int index) {
        base = index * STRIDE;
    }

    int from() {
        return cells[base + FROM];
    }

    int to() {
        return cells[base + TO];
    }

    /** Whether the walk did not understand the message. */
    boolean strange() {
        return cells[base + STRANGE] != 0;
    }

    /** Whether it may be a suspect's. */
    boolean suspect() {
        return cells[base + SUSPECT] != 0;
    }

    long time() {
        return (long) cells[base + TIME] << 32 | cells[base + TIME + 1] & 0xffffffffL;
    }

    int contexts() {
        return cells[base + CONTEXTS];
    }

    int context(int n) {
        return cells[base + CONTEXTS + 1 + n];
    }

    /** Equal to {@link #to(Field)} when the field is absent or empty. */
    int from(Field field) {
        return cells[base + FROM] + cells[base + FIELDS + 2 * field.ordinal()];
    }

    int to(Field field) {
        return cells[base + FROM] + cells[base + FIELDS + 2 * field.ordinal() + 1];
    }
}
