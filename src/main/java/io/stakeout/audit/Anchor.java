package io.stakeout.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the record was at a moment, kept outside of the database.
 *
 * @param at to the millisecond
 * @param lines how many lines it had, all of them sound or not
 * @param head hash of the newest one, in hexadecimal
 */
public record Anchor(Instant at, long lines, String head) {

    public Anchor {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
