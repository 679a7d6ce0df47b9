package io.stakeout.incident;

/**
 * What came of recording a batch.
 *
 * @param recorded calls and corrections of calls written, over all incidents
 * @param duplicates second copies of what an incident had already, those included that amend it by another lane's
 *     arrival
 * @param ignored activities of incidents that were closed meanwhile
 */
public record Recording(long recorded, long duplicates, long ignored) {

    public static final Recording NOTHING = new Recording(0, 0, 0);

    public Recording plus(Recording other) {
        return new Recording(recorded + other.recorded, duplicates + other.duplicates, ignored + other.ignored);
    }
}
