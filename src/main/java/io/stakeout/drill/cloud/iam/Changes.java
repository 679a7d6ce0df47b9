package io.stakeout.drill.cloud.iam;

import java.util.Set;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

/**
 * Changes of the caller's account. What a change depends upon is looked at inside it, where nothing else changes, so that
 * of two calls that both can't be granted one is refused.
 */
final class Changes {

    /** A change of an account, which may refuse. */
    interface OfAccount {
        Account of(World world, Account account) throws ApiError;
    }

    /** A change of a user, which may refuse. */
    interface OfUser {
        User of(User user) throws ApiError;
    }

    private Changes() {}

    /** Changes the account; answers what it is then. */
    static Account account(Call call, OfAccount change) throws ApiError {
        String id = call.caller().account();
        return call.cloud()
                .change(world -> world.with(change.of(world, world.account(id))))
                .account(id);
    }

    /** Changes a user; answers what it is then. */
    static User user(Call call, String name, OfUser change) throws ApiError {
        return Found.user(account(call, (world, account) -> account.with(change.of(Found.user(account, name)))), name);
    }

    /** What something new is called and when it was made. */
    static Entity entity(Call call, String prefix, String name) throws ApiError {
        return new Entity(
                call.caller().account(),
                Checks.path(call),
                name,
                call.cloud().ids().unique(prefix),
                call.time(),
                Tags.of(call));
    }

    /** Refuses a name that is taken; names that differ only in their case are the same to IAM. */
    static void free(String kind, Set<String> names, String name) throws ApiError {
        if (names.stream().anyMatch(name::equalsIgnoreCase)) {
            throw ApiError.alreadyExists(kind + " with name " + name + " already exists.");
        }
    }

    /** Refuses to delete what still has something. */
    static void gone(boolean gone, String otherwise) throws ApiError {
        if (!gone) {
            throw ApiError.deleteConflict("Cannot delete entity, " + otherwise);
        }
    }
}
