package io.stakeout.incident;

/**
 * What came of recording a batch.
 *
 * @param recorded entries written, over all incidents
 * @param duplicates copies of events that an incident had already
 * @param ignored activities of incidents that were closed meanwhile
 */
public record Recording(long recorded, long duplicates, long ignored) {

    public static final Recording NOTHING = new Recording(0, 0, 0);

    public Recording plus(Recording other) {
        return new Recording(recorded + other.recorded, duplicates + other.duplicates, ignored + other.ignored);
    }
}
