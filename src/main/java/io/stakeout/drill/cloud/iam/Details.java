package io.stakeout.drill.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Group;
import io.stakeout.drill.world.ManagedPolicy;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

/**
 * Everything in an account that decides who may do what, as one list that is read page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">
 *     GetAccountAuthorizationDetails</a>
 */
final class Details {

    static final List<String> LISTS = List.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies");

    private static final List<String> FILTERS =
            List.of("User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy");

    /**
     * One of them.
     *
     * @param list which of {@link #LISTS} it belongs to
     */
    record Detail(String list, ObjectNode node) {}

    private Details() {}

    /** @param filter what is wanted; empty for all */
    static List<Detail> of(Call call, List<String> filter) throws ApiError {
        for (String wanted : filter) {
            if (!FILTERS.contains(wanted)) {
                throw Checks.constraint(wanted, "Filter", "Member must satisfy enum value set: " + FILTERS);
            }
        }
        List<Detail> details = new ArrayList<>();
        for (String kind : FILTERS) {
            if (filter.isEmpty() || filter.contains(kind)) {
                of(call, kind).forEach(details::add);
            }
        }
        return details;
    }

    private static Stream<Detail> of(Call call, String kind) {
        Account account = call.account();
        return switch (kind) {
            case "User" -> account.users().values().stream().map(user -> new Detail("UserDetailList", user(user)));
            case "Group" ->
                account.groups().values().stream().map(group -> new Detail("GroupDetailList", group(group)));
            case "Role" ->
                account.roles().values().stream().map(role -> new Detail("RoleDetailList", role(call, account, role)));
            case "LocalManagedPolicy" ->
                account.policies().values().stream().map(policy -> new Detail("Policies", policy(account, policy)));
            default ->
                call.cloud().world().account(World.AWS).policies().values().stream()
                        .filter(policy -> !Held.either(account, policy.arn()).isEmpty())
                        .map(policy -> new Detail("Policies", policy(account, policy)));
        };
    }

    private static ObjectNode user(User user) {
        ObjectNode node = Views.fullUser(user);
        policies(node, Holder.USER, user.permissions());
        ArrayNode groups = node.putArray("GroupList");
        user.groups().forEach(groups::add);
        return node;
    }

    private static ObjectNode group(Group group) {
        return policies(Views.group(group), Holder.GROUP, group.permissions());
    }

    private static ObjectNode role(Call call, Account account, Role role) {
        ObjectNode node = Views.fullRole(role, call.cloud().lastUse(role.arn()));
        node.remove(List.of("Description", "MaxSessionDuration"));
        ArrayNode profiles = node.putArray("InstanceProfileList");
        InstanceProfileOperations.of(account, role)
                .forEach(profile -> profiles.add(Views.instanceProfile(account, profile)));
        return policies(node, Holder.ROLE, role.permissions());
    }

    private static ObjectNode policies(ObjectNode node, Holder holder, Permissions permissions) {
        ArrayNode inline = node.putArray(holder.word() + "PolicyList");
        permissions.inline().entrySet().forEach(policy -> inline.add(Views.inline(policy)));
        ArrayNode attached = node.putArray("AttachedManagedPolicies");
        permissions.attached().forEach(arn -> attached.add(Views.attached(arn)));
        return node;
    }

    private static ObjectNode policy(Account account, ManagedPolicy policy) {
        ObjectNode node = ManagedPolicyOperations.view(account, policy);
        ArrayNode versions = node.putArray("PolicyVersionList");
        policy.versions().keySet().forEach(id -> versions.add(PolicyVersionOperations.fullView(policy, id)));
        return node;
    }
}
