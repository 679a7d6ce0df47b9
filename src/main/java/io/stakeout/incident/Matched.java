package io.stakeout.incident;

import java.util.Objects;
import java.util.Set;

/** An activity and the incidents whose suspects did it. */
public record Matched(Activity activity, Set<Long> incidents) {
    public Matched {
        Objects.requireNonNull(activity);
        incidents = Set.copyOf(incidents);
    }
}
