package io.stakeout.drill.cloud.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.World;

/** What has permissions: user, role and group have the same calls for them, under three names. */
enum Holder {
    USER("User", Checks.LONGEST_USER_NAME, 2_048),
    ROLE("Role", Checks.LONGEST_USER_NAME, 10_240),
    GROUP("Group", Checks.LONGEST_NAME, 5_120);

    /** A change of permissions, which may refuse. */
    interface Change {
        Permissions of(World world, Permissions permissions) throws ApiError;
    }

    private final String word;
    private final int longestName;
    private final int inlineSize;

    Holder(String word, int longestName, int inlineSize) {
        this.word = word;
        this.longestName = longestName;
        this.inlineSize = inlineSize;
    }

    /** As the names of calls and parameters spell it. */
    String word() {
        return word;
    }

    /** How many characters its inline policies may have together, without white space. */
    int inlineSize() {
        return inlineSize;
    }

    String name(Call call) throws ApiError {
        return Checks.name(call, word + "Name", longestName);
    }

    List<Ask> asks(Call call) throws ApiError {
        return List.of(ask(call));
    }

    /** The permission that a call needs; the boundary that is there is a condition key of all that change. */
    Ask ask(Call call) throws ApiError {
        String name = name(call);
        Ask ask = switch (this) {
            case USER -> Resources.user(call, name);
            case ROLE -> Resources.role(call, name);
            case GROUP -> Resources.group(call, name);
        };
        Map<String, List<String>> keys = new LinkedHashMap<>();
        if (!call.operation().readOnly() && exists(call.account(), name)) {
            permissions(call.account(), name)
                    .boundary()
                    .ifPresent(arn -> keys.put("iam:PermissionsBoundary", List.of(arn)));
        }
        return Resources.and(ask, keys);
    }

    private boolean exists(Account account, String name) {
        return switch (this) {
            case USER -> account.user(name).isPresent();
            case ROLE -> account.role(name).isPresent();
            case GROUP -> account.group(name).isPresent();
        };
    }

    Entity entity(Account account, String name) throws ApiError {
        return switch (this) {
            case USER -> Found.user(account, name).entity();
            case ROLE -> Found.role(account, name).entity();
            case GROUP -> Found.group(account, name).entity();
        };
    }

    Permissions permissions(Account account, String name) throws ApiError {
        return switch (this) {
            case USER -> Found.user(account, name).permissions();
            case ROLE -> Found.role(account, name).permissions();
            case GROUP -> Found.group(account, name).permissions();
        };
    }

    /** Changes the permissions of the one that a call names. */
    void change(Call call, Change change) throws ApiError {
        String name = name(call);
        Changes.account(call, (world, account) -> changed(world, account, name, change));
    }

    private Account changed(World world, Account account, String name, Change change) throws ApiError {
        if (this == ROLE) {
            Found.ownRole(account, name);
        }
        Permissions changed = change.of(world, permissions(account, name));
        return switch (this) {
            case USER -> account.with(Found.user(account, name).with(changed));
            case ROLE -> account.with(Found.role(account, name).with(changed));
            case GROUP -> account.with(Found.group(account, name).with(changed));
        };
    }

    /** Sets the tags; groups have none. */
    Account tagged(Account account, String name, Map<String, String> tags) throws ApiError {
        return switch (this) {
            case USER -> account.with(Found.user(account, name).withTags(tags));
            case ROLE -> account.with(Found.ownRole(account, name).withTags(tags));
            case GROUP -> throw new IllegalArgumentException("a group has no tags");
        };
    }
}
