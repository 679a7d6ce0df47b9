package io.stakeout.drill.cloud.iam;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Group;
import io.stakeout.drill.world.Ordered;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.User;

/** IAM groups and who is in them. */
final class GroupOperations {

    private GroupOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.write(Api.IAM, "CreateGroup", GroupOperations::creating, GroupOperations::create),
                Operation.read(Api.IAM, "GetGroup", Resources::group, GroupOperations::get),
                Operation.read(Api.IAM, "ListGroups", Resources.under("group"), GroupOperations::list),
                Operation.read(Api.IAM, "ListGroupsForUser", Resources::user, GroupOperations::listForUser),
                Operation.write(Api.IAM, "AddUserToGroup", Resources::group, GroupOperations::addUser),
                Operation.write(Api.IAM, "RemoveUserFromGroup", Resources::group, GroupOperations::removeUser),
                Operation.write(Api.IAM, "DeleteGroup", Resources::group, GroupOperations::delete));
    }

    private static String name(Call call) throws ApiError {
        return Checks.name(call, "GroupName", Checks.LONGEST_NAME);
    }

    private static List<Ask> creating(Call call) throws ApiError {
        return List.of(Ask.of(Resources.action(call), Resources.arn(call, "group", Checks.path(call), name(call))));
    }

    private static Answer create(Call call) throws ApiError {
        Group group = new Group(Changes.entity(call, "AGPA", name(call)), Permissions.NONE);
        Changes.account(call, (world, account) -> {
            Changes.free("Group", account.groups().keySet(), group.name());
            return account.with(group);
        });
        return Answer.of(Answer.node().set("Group", Views.group(group)));
    }

    private static Answer get(Call call) throws ApiError {
        Account account = call.account();
        Group group = Found.group(account, name(call));
        ObjectNode node = Answer.node().set("Group", Views.group(group));
        return Answer.of(Page.into(node, call, "Users", members(account, group.name()), Views::user));
    }

    private static List<User> members(Account account, String group) {
        return account.users().values().stream()
                .filter(user -> user.groups().contains(group))
                .toList();
    }

    private static Answer list(Call call) throws ApiError {
        String prefix = Checks.pathPrefix(call);
        List<Group> groups = call.account().groups().values().stream()
                .filter(group -> group.entity().path().startsWith(prefix))
                .toList();
        return Page.answer(call, "Groups", groups, Views::group);
    }

    private static Answer listForUser(Call call) throws ApiError {
        Account account = call.account();
        List<Group> groups = Found.user(account, Checks.userName(call)).groups().stream()
                .flatMap(name -> account.group(name).stream())
                .toList();
        return Page.answer(call, "Groups", groups, Views::group);
    }

    private static Answer addUser(Call call) throws ApiError {
        String group = name(call);
        String name = Checks.userName(call);
        Changes.account(call, (world, account) -> {
            Found.group(account, group);
            User user = Found.user(account, name);
            if (!user.groups().contains(group)) {
                Limits.quota("GroupsPerUser", user.groups().size(), Limits.GROUPS_OF_A_USER);
            }
            return account.with(user.withGroups(Ordered.with(user.groups(), group)));
        });
        return Answer.nothing();
    }

    /** To take out a user who isn't in the group changes nothing and succeeds. */
    private static Answer removeUser(Call call) throws ApiError {
        String group = name(call);
        String name = Checks.userName(call);
        Changes.account(call, (world, account) -> {
            Found.group(account, group);
            User user = Found.user(account, name);
            return account.with(user.withGroups(Ordered.without(user.groups(), group)));
        });
        return Answer.nothing();
    }

    private static Answer delete(Call call) throws ApiError {
        String name = name(call);
        Changes.account(call, (world, account) -> {
            Group group = Found.group(account, name);
            Changes.gone(members(account, name).isEmpty(), "must remove users from group first.");
            Changes.gone(group.permissions().attached().isEmpty(), "must detach all policies first.");
            Changes.gone(group.permissions().inline().isEmpty(), "must delete policies first.");
            return account.withoutGroup(name);
        });
        return Answer.nothing();
    }
}
