package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.AccessKey;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

/**
 * Access keys of IAM users.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html">Access keys of IAM
 *     users</a>
 */
final class AccessKeyOperations {

    private AccessKeyOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.write(Api.IAM, "CreateAccessKey", Resources::userOrOwn, AccessKeyOperations::create),
                Operation.read(Api.IAM, "ListAccessKeys", Resources::userOrOwn, AccessKeyOperations::list),
                Operation.write(Api.IAM, "UpdateAccessKey", Resources::userOrOwn, AccessKeyOperations::update),
                Operation.write(Api.IAM, "DeleteAccessKey", Resources::userOrOwn, AccessKeyOperations::delete),
                Operation.read(
                        Api.IAM, "GetAccessKeyLastUsed", AccessKeyOperations::ofOwner, AccessKeyOperations::lastUsed));
    }

    private static Answer create(Call call) throws ApiError {
        AccessKey key = new AccessKey(
                call.cloud().ids().unique("AKIA"), call.cloud().ids().secret(), true, call.time());
        User user = Changes.user(call, Checks.userNameOrOwn(call), owner -> {
            Limits.quota("AccessKeysPerUser", owner.credentials().keys().size(), Limits.ACCESS_KEYS);
            return owner.with(owner.credentials().with(key));
        });
        ObjectNode node = view(user, key).put("SecretAccessKey", key.secret());
        return Answer.of(Answer.node().set("AccessKey", node));
    }

    private static Answer list(Call call) throws ApiError {
        User user = Found.user(call.account(), Checks.userNameOrOwn(call));
        List<AccessKey> keys = List.copyOf(user.credentials().keys().values());
        return Page.answer(call, "AccessKeyMetadata", keys, key -> view(user, key));
    }

    private static ObjectNode view(User user, AccessKey key) {
        ObjectNode node = Answer.node();
        node.put("UserName", user.name());
        node.put("AccessKeyId", key.id());
        node.put("Status", key.active() ? "Active" : "Inactive");
        return Views.time(node, "CreateDate", key.created());
    }

    private static Answer update(Call call) throws ApiError {
        boolean active = Checks.active(call);
        String id = call.parameters().text("AccessKeyId");
        Changes.user(
                call,
                Checks.userNameOrOwn(call),
                user -> user.with(user.credentials().with(Found.key(user, id).withActive(active))));
        return Answer.nothing();
    }

    private static Answer delete(Call call) throws ApiError {
        String id = call.parameters().text("AccessKeyId");
        Changes.user(call, Checks.userNameOrOwn(call), user -> {
            Found.key(user, id);
            return user.with(user.credentials().withoutKey(id));
        });
        return Answer.nothing();
    }

    private static List<Ask> ofOwner(Call call) throws ApiError {
        String id = call.parameters().text("AccessKeyId");
        return List.of(owner(call, id)
                .map(owner -> Resources.user(call, owner.user().name()))
                .orElseGet(() -> Ask.of(Resources.action(call), "access key " + id)));
    }

    private static Answer lastUsed(Call call) throws ApiError {
        String id = call.parameters().text("AccessKeyId");
        World.KeyOwner owner = owner(call, id).orElseThrow(() -> Found.noKey(id));
        Optional<Cloud.LastUse> use = call.cloud().lastUse(id);
        ObjectNode node = Answer.node().put("UserName", owner.user().name());
        ObjectNode last = node.putObject("AccessKeyLastUsed");
        use.ifPresent(known -> Views.time(last, "LastUsedDate", known.time()));
        last.put("ServiceName", use.map(Cloud.LastUse::signingName).orElse("N/A"));
        last.put("Region", use.map(Cloud.LastUse::region).orElse("N/A"));
        return Answer.of(node);
    }

    /** Keys of other accounts are as unknown as those that nobody has. */
    private static Optional<World.KeyOwner> owner(Call call, String id) {
        return call.cloud()
                .world()
                .keyOwner(id)
                .filter(owner ->
                        owner.user().entity().account().equals(call.caller().account()));
    }
}
