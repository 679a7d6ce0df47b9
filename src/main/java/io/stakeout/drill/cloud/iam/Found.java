package io.stakeout.drill.cloud.iam;

import java.util.Optional;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.world.AccessKey;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Group;
import io.stakeout.drill.world.InstanceProfile;
import io.stakeout.drill.world.LoginProfile;
import io.stakeout.drill.world.ManagedPolicy;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

/** Looks things up; what isn't there is AWS's {@code NoSuchEntity}, in its words. */
final class Found {

    private Found() {}

    static User user(Account account, String name) throws ApiError {
        return account.user(name).orElseThrow(() -> missing("user", name));
    }

    static Role role(Account account, String name) throws ApiError {
        return account.role(name).orElseThrow(() -> missing("role", name));
    }

    /** A role that its owner may change. */
    static Role ownRole(Account account, String name) throws ApiError {
        Role role = role(account, name);
        if (role.serviceLinked() || role.entity().path().startsWith("/aws-reserved/")) {
            throw new ApiError(
                    "UnmodifiableEntity",
                    400,
                    "Cannot perform the operation on the protected role '" + name
                            + "' - this role is only modifiable by AWS");
        }
        return role;
    }

    static Group group(Account account, String name) throws ApiError {
        return account.group(name).orElseThrow(() -> missing("group", name));
    }

    static InstanceProfile instanceProfile(Account account, String name) throws ApiError {
        return Optional.ofNullable(account.instanceProfiles().get(name))
                .orElseThrow(() -> ApiError.noSuchEntity("Instance Profile " + name + " cannot be found."));
    }

    static AccessKey key(User user, String id) throws ApiError {
        return Optional.ofNullable(user.credentials().keys().get(id)).orElseThrow(() -> noKey(id));
    }

    static ApiError noKey(String id) {
        return ApiError.noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }

    static LoginProfile login(User user) throws ApiError {
        return user.credentials()
                .login()
                .orElseThrow(
                        () -> ApiError.noSuchEntity("Login Profile for User " + user.name() + " cannot be found."));
    }

    /** A policy of the caller's account or of AWS. */
    static ManagedPolicy policy(Call call, World world, String arn) throws ApiError {
        return find(call, world, arn).orElseThrow(() -> ApiError.noSuchEntity("Policy " + arn + " was not found."));
    }

    /** A policy that the caller's account may use. */
    static ManagedPolicy attachable(Call call, World world, String arn) throws ApiError {
        return find(call, world, arn)
                .orElseThrow(() -> ApiError.noSuchEntity("Policy " + arn + " does not exist or is not attachable."));
    }

    /** A policy that the caller's account may use as a permissions boundary. */
    static ManagedPolicy boundary(Call call, World world, String arn) throws ApiError {
        return find(call, world, arn)
                .orElseThrow(
                        () -> ApiError.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable."));
    }

    static ManagedPolicy.Version version(ManagedPolicy policy, String id) throws ApiError {
        return Optional.ofNullable(policy.versions().get(id))
                .orElseThrow(() -> ApiError.noSuchEntity(
                        "Policy " + policy.arn() + " version " + id + " does not exist or is not attachable."));
    }

    /** A policy that the caller's account may change; nobody may change AWS's. */
    static ManagedPolicy ownPolicy(Call call, World world, String arn) throws ApiError {
        ownArn(call, arn);
        return policy(call, world, arn);
    }

    static void ownArn(Call call, String arn) throws ApiError {
        if (!arn.startsWith("arn:aws:iam::" + call.caller().account() + ":")) {
            throw new ApiError("AccessDenied", 403, "Policy is outside your own account.");
        }
    }

    private static Optional<ManagedPolicy> find(Call call, World world, String arn) {
        boolean usable = arn.startsWith("arn:aws:iam::" + World.AWS + ":")
                || arn.startsWith("arn:aws:iam::" + call.caller().account() + ":");
        return usable ? world.managedPolicy(arn) : Optional.empty();
    }

    private static ApiError missing(String kind, String name) {
        return ApiError.noSuchEntity("The " + kind + " with name " + name + " cannot be found.");
    }
}
