package io.stakeout.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator may do, weakest first: each role may do all that the ones before it may. */
public enum Role {
    VIEWER,
    RESPONDER,
    APPROVER,
    ADMIN;

    /** The name in the API, in annotations and in the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean includes(Role other) {
        return ordinal() >= other.ordinal();
    }

    /** This role's id and those of all weaker ones: what a security identity carries. */
    public Set<String> effectiveIds() {
        return Arrays.stream(values()).filter(this::includes).map(Role::id).collect(Collectors.toUnmodifiableSet());
    }

    public static Optional<Role> byId(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }
}
