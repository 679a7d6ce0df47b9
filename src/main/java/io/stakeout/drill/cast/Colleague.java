package io.stakeout.drill.cast;

import java.util.Optional;

/**
 * Somebody of the company who has no part in the play, and was at work the day before.
 *
 * @param session of a role, the name of its sessions; empty for a user
 * @param begins hour of the day, UTC, in which work begins
 * @param hours how long a working day is; machines have 24
 */
record Colleague(
        String account,
        String name,
        Optional<String> session,
        String sourceIp,
        String userAgent,
        int begins,
        int hours) {

    boolean works(int hour) {
        return Math.floorMod(hour - begins, 24) < hours;
    }
}
