package io.stakeout.containment;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * That a playbook lets a plan go on without a person.
 *
 * @param playbook its name
 * @param sha256 of its text, hexadecimal
 * @param level the one that it wants; never above L3, since keys and passwords are never touched without a person
 * @param because on which signal, for people
 * @param principals whom that signal names in its own words: nobody else may be cut
 */
public record Mandate(String playbook, String sha256, Level level, String because, Set<PrincipalRef> principals) {

    public Mandate {
        Objects.requireNonNull(playbook);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(because);
        principals = Set.copyOf(principals);
        if (!level.executed() || !Level.PRINCIPAL.atLeast(level)) {
            throw new IllegalArgumentException("without a person goes L1 to L3, not " + level.id());
        }
    }

    /** Under whose name it goes on: nobody stands behind it, so it can decide nothing at the desks of people. */
    Actor actor() {
        return new Actor("playbook:" + playbook, Role.RESPONDER, Optional.empty());
    }
}
