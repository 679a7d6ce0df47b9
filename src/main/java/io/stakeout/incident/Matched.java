package io.stakeout.incident;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.stakeout.watch.Hit;

/**
 * An activity, the incidents whose suspects did it, and those in which it proves something although somebody else did it.
 *
 * @param hits whose call it is, by incident
 * @param proofs of whom it tells something, by incident; in these it is no activity
 * @param again read once more from what had passed already, because the watch has grown: a copy of what an incident has
 *     is no second delivery, so it is passed over without a count
 */
public record Matched(Activity activity, Map<Long, Hit> hits, Map<Long, Hit> proofs, boolean again) {
    public Matched {
        Objects.requireNonNull(activity);
        hits = Map.copyOf(hits);
        proofs = Map.copyOf(proofs);
    }

    /** Of incidents whose lineage doesn't matter. */
    public Matched(Activity activity, Set<Long> incidents, boolean again) {
        this(activity, unfollowed(incidents), Map.of(), again);
    }

    public Matched(Activity activity, Set<Long> incidents) {
        this(activity, incidents, false);
    }

    private static Map<Long, Hit> unfollowed(Set<Long> incidents) {
        Map<Long, Hit> hits = new HashMap<>();
        incidents.forEach(incident -> hits.put(incident, new Hit(0, false)));
        return hits;
    }

    /** Whether it is from the past: looked back to, or brought as a file. Nobody is called for it. */
    boolean past() {
        return again || activity.lane() == Lane.IMPORT || activity.lane() == Lane.BACKFILL;
    }

    /** All that it concerns. */
    public Set<Long> incidents() {
        Set<Long> all = new HashSet<>(hits.keySet());
        all.addAll(proofs.keySet());
        return all;
    }
}
