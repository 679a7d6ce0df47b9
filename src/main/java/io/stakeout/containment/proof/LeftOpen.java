package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls of a plan's lineage that were allowed after the cut and that no step of the plan was to stop, for example by a key
 * that is left alive. They prove nothing against it, and must not be hidden by it.
 *
 * @param last the newest of them
 * @param by those who made most of them; there may be more
 * @param others how many more there are
 */
public record LeftOpen(long calls, Optional<Instant> last, List<By> by, long others) {

    static final LeftOpen NONE = new LeftOpen(0, Optional.empty(), List.of(), 0);

    /** @param label fit for the screen */
    public record By(String identityId, String label, long calls) {
        public By {
            Objects.requireNonNull(identityId);
            Objects.requireNonNull(label);
        }
    }

    public LeftOpen {
        Objects.requireNonNull(last);
        by = List.copyOf(by);
    }

    /** For example {@code left open by this plan: 12 calls by AKIA…, the last one at …}; nothing when there is none. */
    String text() {
        if (calls == 0) {
            return "";
        }
        String whose = by.stream().map(By::label).collect(Collectors.joining(", "));
        return "; left open by this plan, and still going on: " + calls + (calls == 1 ? " call" : " calls") + " by "
                + whose
                + (others > 0 ? " and " + others + " more" : "")
                + last.map(at -> ", the last one at " + at).orElse("");
    }
}
