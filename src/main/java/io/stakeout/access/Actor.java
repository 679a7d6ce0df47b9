package io.stakeout.access;

import java.util.Objects;
import java.util.Optional;

/**
 * Who does something: an operator signed in, an API token, or Stakeout itself. What is audited and what is checked
 * against a restricted incident.
 *
 * @param name what people see: the operator's name, {@code token:NAME}, or {@code stakeout}
 * @param role the most that this actor may do
 * @param operatorId the operator behind it; empty for Stakeout itself and for tokens without an owner
 */
public record Actor(String name, Role role, Optional<Long> operatorId) {

    /** Stakeout's own acts: the drill, start-up, playbooks. */
    public static final Actor STAKEOUT = new Actor("stakeout", Role.ADMIN, Optional.empty());

    public Actor {
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
        Objects.requireNonNull(operatorId);
    }

    public boolean isStakeout() {
        return this.equals(STAKEOUT);
    }
}
