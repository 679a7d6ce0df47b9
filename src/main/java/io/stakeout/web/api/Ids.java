package io.stakeout.web.api;

import java.util.Optional;

import io.stakeout.Problem;
import io.stakeout.access.Role;

/** Reads ids and names as they stand in paths and bodies. */
final class Ids {

    private Ids() {}

    /** Ids are opaque to callers: one that can't be ours simply isn't found. */
    static long of(String what, String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Problem.notFound(what, "There is nothing with the id that was asked for.");
        }
    }

    static Role role(String id) {
        return Optional.ofNullable(id)
                .flatMap(Role::byId)
                .orElseThrow(
                        () -> Problem.invalid("Unknown role", "role: is one of viewer, responder, approver, admin."));
    }
}
