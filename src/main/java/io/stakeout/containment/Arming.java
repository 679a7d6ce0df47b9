package io.stakeout.containment;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether plans change anything in AWS, and whether they may be carried out at all.
 *
 * @param armed whether executing a plan changes AWS; otherwise it is rehearsed
 * @param by who armed or disarmed last
 * @param disarmsAt when arming ends by itself
 * @param killed whether an admin stopped everything
 * @param killedBy who pulled or released the kill switch last
 */
public record Arming(
        boolean armed,
        Optional<String> by,
        Optional<String> reason,
        Optional<Instant> since,
        Optional<Instant> disarmsAt,
        boolean killed,
        Optional<String> killedBy,
        Optional<String> killedReason,
        Optional<Instant> killedAt) {
    public Arming {
        Objects.requireNonNull(by);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(disarmsAt);
    }
}
