package io.stakeout.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.stakeout.drill.Wording.Subject;

/** What a test remembers of the explicit denies that it put somewhere: whom they refuse, since when, until when. */
final class StandingDenials {

    private record Denial(Set<Subject> refused, Instant since) {}

    private record Past(Denial denial, Instant until) {}

    private final Duration delay;
    private final Map<String, Denial> standing = new HashMap<>();
    private final List<Past> past = new ArrayList<>();

    /** @param delay from a change until calls feel it */
    StandingDenials(Duration delay) {
        this.delay = delay;
    }

    /** Something else stands there now, and refuses these. */
    void stands(String place, Set<Subject> refused, Instant now) {
        Denial before = standing.remove(place);
        if (before != null) {
            past.add(new Past(before, now));
        }
        if (!refused.isEmpty()) {
            standing.put(place, new Denial(refused, now));
        }
    }

    /** Nothing stands there any more. */
    void gone(String place, Instant now) {
        stands(place, Set.of(), now);
    }

    /** Whether a call that is made now must be refused; if not, it must go through. */
    boolean refuses(Subject caller, Instant now) {
        boolean lasting =
                standing.values().stream().anyMatch(denial -> denial.refused().contains(caller) && felt(denial, now));
        return lasting
                || past.stream()
                        .anyMatch(gone -> gone.denial().refused().contains(caller)
                                && felt(gone.denial(), now)
                                && now.isBefore(gone.until().plus(delay)));
    }

    private boolean felt(Denial denial, Instant now) {
        return !now.isBefore(denial.since().plus(delay));
    }
}
