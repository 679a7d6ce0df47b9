package io.stakeout.incident;

import java.util.Objects;
import java.util.Set;

/**
 * An activity and the incidents whose suspects did it.
 *
 * @param again read once more from what had passed already, because the watch has grown: a copy of what an incident has
 *     is no second delivery, so it is passed over without a count
 */
public record Matched(Activity activity, Set<Long> incidents, boolean again) {
    public Matched {
        Objects.requireNonNull(activity);
        incidents = Set.copyOf(incidents);
    }

    public Matched(Activity activity, Set<Long> incidents) {
        this(activity, incidents, false);
    }
}
