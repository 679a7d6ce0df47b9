package io.stakeout.incident;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of recording a batch.
 *
 * @param recordedIn calls and corrections of calls written, by incident; only incidents that got one
 * @param duplicates second copies of what an incident had already, those included that amend it by another lane's
 *     arrival
 * @param ignored activities of incidents that were closed meanwhile
 */
public record Recording(Map<Long, Long> recordedIn, long duplicates, long ignored) {

    public static final Recording NOTHING = new Recording(Map.of(), 0, 0);

    public Recording {
        recordedIn = Map.copyOf(recordedIn);
    }

    /** Activities written, over all incidents. */
    public long recorded() {
        return recordedIn.values().stream().mapToLong(Long::longValue).sum();
    }

    public Recording plus(Recording other) {
        Map<Long, Long> sum = new TreeMap<>(recordedIn);
        other.recordedIn.forEach((incident, more) -> sum.merge(incident, more, Long::sum));
        return new Recording(sum, duplicates + other.duplicates, ignored + other.ignored);
    }

    /** Of one incident. */
    public static Recording of(long incident, long recorded, long duplicates, long ignored) {
        return new Recording(recorded == 0 ? Map.of() : Map.of(incident, recorded), duplicates, ignored);
    }
}
