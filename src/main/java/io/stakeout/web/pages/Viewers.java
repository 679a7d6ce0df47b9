package io.stakeout.web.pages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;

import io.stakeout.access.Actor;
import io.stakeout.access.Role;

/** Reads the person who asks for a page from the security identity. */
@RequestScoped
public class Viewers {

    private final SecurityIdentity identity;

    Viewers(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Optional<Viewer> current() {
        if (identity.isAnonymous()) {
            return Optional.empty();
        }
        String name = identity.getPrincipal().getName();
        return Optional.of(new Viewer(name, name, role()));
    }

    public Actor actor() {
        Actor known = identity.getAttribute("actor");
        return known != null ? known : new Actor(identity.getPrincipal().getName(), role(), Optional.empty());
    }

    private Role role() {
        return Arrays.stream(Role.values())
                .filter(role -> identity.hasRole(role.id()))
                .max(Comparator.naturalOrder())
                .orElse(Role.VIEWER);
    }
}
