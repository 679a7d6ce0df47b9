package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.Permissions;

/** A user, role or group with its permissions, to ask who has a managed policy. */
record Held(Holder holder, Entity entity, Permissions permissions) {

    /** All that have a policy attached. */
    static List<Held> asPolicy(Account account, String arn) {
        return of(account, permissions -> permissions.attached().contains(arn));
    }

    /** All that have a policy as their permissions boundary. */
    static List<Held> asBoundary(Account account, String arn) {
        return of(
                account,
                permissions -> permissions.boundary().filter(arn::equals).isPresent());
    }

    static List<Held> either(Account account, String arn) {
        return of(
                account,
                permissions -> permissions.attached().contains(arn)
                        || permissions.boundary().filter(arn::equals).isPresent());
    }

    private static List<Held> of(Account account, Predicate<Permissions> which) {
        Stream<Held> users =
                account.users().values().stream().map(user -> new Held(Holder.USER, user.entity(), user.permissions()));
        Stream<Held> roles =
                account.roles().values().stream().map(role -> new Held(Holder.ROLE, role.entity(), role.permissions()));
        Stream<Held> groups = account.groups().values().stream()
                .map(group -> new Held(Holder.GROUP, group.entity(), group.permissions()));
        return Stream.of(users, roles, groups)
                .flatMap(held -> held)
                .filter(held -> which.test(held.permissions()))
                .toList();
    }
}
