package io.stakeout.signal.playbook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import io.stakeout.cloudtrail.Text;
import io.stakeout.signal.pattern.PrincipalPattern;

/**
 * For whom a playbook isn't, for a while, and who answers for that.
 *
 * @param owner who answers for it; without one the entry doesn't count
 * @param until the last day on which it counts, in UTC; without one the entry doesn't count
 */
public record Exemption(
        PrincipalPattern principal, Optional<String> owner, Optional<LocalDate> until, Optional<String> why) {

    /** Why it doesn't count at this time; empty when it does. */
    public Optional<String> lapsed(Instant now) {
        if (owner.isEmpty()) {
            return Optional.of("it has no owner");
        }
        if (until.isEmpty()) {
            return Optional.of("it has no day on which it ends (until)");
        }
        boolean over = LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(until.get());
        return over ? Optional.of("it ended on " + until.get()) : Optional.empty();
    }

    /** For people. */
    String says() {
        return shown(principal.text()) + " is excepted until "
                + until.map(LocalDate::toString).orElse("nobody knows when") + " by "
                + shown(owner.orElse("nobody"))
                + why.map(reason -> ": " + shown(reason)).orElse("");
    }

    private static String shown(String text) {
        return Text.shown(text, 200);
    }
}
