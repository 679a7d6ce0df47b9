package io.stakeout.drill.cloud.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Credentials;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.OtherCredential;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.User;

/** IAM users. */
final class UserOperations {

    private UserOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.write(Api.IAM, "CreateUser", UserOperations::creating, UserOperations::create),
                Operation.read(Api.IAM, "GetUser", Resources::userOrOwn, UserOperations::get),
                Operation.read(Api.IAM, "ListUsers", Resources.under("user"), UserOperations::list),
                Operation.write(Api.IAM, "DeleteUser", Resources::user, UserOperations::delete));
    }

    private static List<Ask> creating(Call call) throws ApiError {
        String arn = Resources.arn(call, "user", Checks.path(call), Checks.userName(call));
        return Tags.creating(call, Ask.of(Resources.action(call), arn).with(boundaryKey(call)), "iam:TagUser");
    }

    /** The boundary that something is made with, as a condition key. */
    static Map<String, List<String>> boundaryKey(Call call) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        call.parameters()
                .find("PermissionsBoundary")
                .ifPresent(arn -> keys.put("iam:PermissionsBoundary", List.of(arn)));
        return keys;
    }

    private static Answer create(Call call) throws ApiError {
        Entity entity = Changes.entity(call, "AIDA", Checks.userName(call));
        Optional<String> boundary = BoundaryOperations.asked(call);
        User user = new User(entity).with(Permissions.NONE.withBoundary(boundary));
        Changes.account(call, (world, account) -> {
            Changes.free("User", account.users().keySet(), user.name());
            BoundaryOperations.exists(call, world, boundary);
            return account.with(user);
        });
        return Answer.of(Answer.node().set("User", Views.fullUser(user)));
    }

    private static Answer get(Call call) throws ApiError {
        User user = Found.user(call.account(), Checks.userNameOrOwn(call));
        return Answer.of(Answer.node().set("User", Views.fullUser(user)));
    }

    private static Answer list(Call call) throws ApiError {
        String prefix = Checks.pathPrefix(call);
        List<User> users = call.account().users().values().stream()
                .filter(user -> user.entity().path().startsWith(prefix))
                .toList();
        return Page.answer(call, "Users", users, Views::user);
    }

    private static Answer delete(Call call) throws ApiError {
        String name = Checks.userName(call);
        Changes.account(call, (world, account) -> {
            empty(Found.user(account, name));
            return account.withoutUser(name);
        });
        return Answer.nothing();
    }

    private static void empty(User user) throws ApiError {
        Credentials credentials = user.credentials();
        Permissions permissions = user.permissions();
        Changes.gone(user.groups().isEmpty(), "must remove users from group first.");
        Changes.gone(permissions.attached().isEmpty(), "must detach all policies first.");
        Changes.gone(permissions.inline().isEmpty(), "must delete policies first.");
        Changes.gone(credentials.keys().isEmpty(), "must delete access keys first.");
        Changes.gone(credentials.login().isEmpty(), "must delete login profile first.");
        Changes.gone(credentials.mfaDevices().isEmpty(), "must delete MFA device first.");
        for (OtherCredential other : credentials.others().values()) {
            Changes.gone(false, "must delete " + CredentialSort.of(other.kind()).many() + " first.");
        }
    }
}
