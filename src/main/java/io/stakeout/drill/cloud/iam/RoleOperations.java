package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Optional;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.Role;

/** IAM roles. */
final class RoleOperations {

    private static final int SHORTEST_SESSION = 3_600;
    private static final int LONGEST_SESSION = 43_200;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private RoleOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.write(Api.IAM, "CreateRole", RoleOperations::creating, RoleOperations::create),
                Operation.read(Api.IAM, "GetRole", Resources::role, RoleOperations::get),
                Operation.read(Api.IAM, "ListRoles", Resources.under("role"), RoleOperations::list),
                Operation.write(Api.IAM, "UpdateRole", Resources::role, RoleOperations::update),
                Operation.write(
                        Api.IAM, "UpdateAssumeRolePolicy", Resources::role, RoleOperations::updateAssumeRolePolicy),
                Operation.write(Api.IAM, "DeleteRole", Resources::role, RoleOperations::delete));
    }

    private static String name(Call call) throws ApiError {
        return Checks.name(call, "RoleName", Checks.LONGEST_USER_NAME);
    }

    private static List<Ask> creating(Call call) throws ApiError {
        String arn = Resources.arn(call, "role", Checks.path(call), name(call));
        Ask ask = Ask.of(Resources.action(call), arn).with(UserOperations.boundaryKey(call));
        return Tags.creating(call, ask, "iam:TagRole");
    }

    private static Answer create(Call call) throws ApiError {
        Role role = asked(call);
        Changes.account(call, (world, account) -> {
            Changes.free("Role", account.roles().keySet(), role.name());
            BoundaryOperations.exists(call, world, role.permissions().boundary());
            Documents.principals(world, role.trust());
            return account.with(role);
        });
        return Answer.of(Answer.node().set("Role", Views.newRole(role)));
    }

    private static Role asked(Call call) throws ApiError {
        Entity entity = Changes.entity(call, "AROA", name(call));
        if (entity.path().startsWith("/aws-service-role/") || entity.path().startsWith("/aws-reserved/")) {
            throw new ApiError("InvalidInput", 400, "The path " + entity.path() + " is reserved for AWS.");
        }
        return new Role(
                entity,
                Permissions.NONE.withBoundary(BoundaryOperations.asked(call)),
                Documents.trust(call, "AssumeRolePolicyDocument"),
                maxSession(call),
                description(call).orElse(""));
    }

    private static int maxSession(Call call) throws ApiError {
        return call.parameters().number("MaxSessionDuration", SHORTEST_SESSION, SHORTEST_SESSION, LONGEST_SESSION);
    }

    private static Optional<String> description(Call call) throws ApiError {
        Optional<String> description = call.parameters().find("Description");
        if (description.filter(text -> text.length() > LONGEST_DESCRIPTION).isPresent()) {
            throw Checks.constraint(
                    description.get().substring(0, 40) + "…",
                    "Description",
                    "Member must have length less than or equal to " + LONGEST_DESCRIPTION);
        }
        return description;
    }

    private static Answer get(Call call) throws ApiError {
        Role role = Found.role(call.account(), name(call));
        return Answer.of(Answer.node()
                .set("Role", Views.fullRole(role, call.cloud().lastUse(role.arn()))));
    }

    private static Answer list(Call call) throws ApiError {
        String prefix = Checks.pathPrefix(call);
        List<Role> roles = call.account().roles().values().stream()
                .filter(role -> role.entity().path().startsWith(prefix))
                .toList();
        return Page.answer(call, "Roles", roles, Views::role);
    }

    /** Without a longest session the default of an hour is set again, as AWS's page tells. */
    private static Answer update(Call call) throws ApiError {
        String name = name(call);
        int seconds = maxSession(call);
        Optional<String> description = description(call);
        Changes.account(call, (world, account) -> {
            Role role = Found.ownRole(account, name);
            return account.with(new Role(
                    role.entity(), role.permissions(), role.trust(), seconds, description.orElse(role.description())));
        });
        return Answer.nothing();
    }

    private static Answer updateAssumeRolePolicy(Call call) throws ApiError {
        String name = name(call);
        String trust = Documents.trust(call, "PolicyDocument");
        Changes.account(call, (world, account) -> {
            Role role = Found.ownRole(account, name);
            Documents.principals(world, trust);
            return account.with(role.withTrust(trust));
        });
        return Answer.nothing();
    }

    private static Answer delete(Call call) throws ApiError {
        String name = name(call);
        Changes.account(call, (world, account) -> {
            empty(account, Found.ownRole(account, name));
            return account.withoutRole(name);
        });
        return Answer.nothing();
    }

    private static void empty(Account account, Role role) throws ApiError {
        boolean inProfile = account.instanceProfiles().values().stream()
                .anyMatch(profile -> profile.roles().contains(role.name()));
        Changes.gone(!inProfile, "must remove roles from instance profile first.");
        Changes.gone(role.permissions().attached().isEmpty(), "must detach all policies first.");
        Changes.gone(role.permissions().inline().isEmpty(), "must delete policies first.");
    }
}
