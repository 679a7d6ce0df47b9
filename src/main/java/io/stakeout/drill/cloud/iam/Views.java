package io.stakeout.drill.cloud.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.UriText;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.Group;
import io.stakeout.drill.world.InstanceProfile;
import io.stakeout.drill.world.LoginProfile;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.User;

/** How IAM's answers show things. Documents are percent-encoded in them. */
final class Views {

    private Views() {}

    /** As lists show it: tags and the boundary are told by {@link #fullUser} only. */
    static ObjectNode user(User user) {
        return entity(user.entity(), "User", user.arn());
    }

    static ObjectNode fullUser(User user) {
        ObjectNode node = user(user);
        boundary(node, user.permissions().boundary());
        return tags(node, user.entity().tags());
    }

    static ObjectNode group(Group group) {
        return entity(group.entity(), "Group", group.arn());
    }

    /** As lists show it. */
    static ObjectNode role(Role role) {
        ObjectNode node = entity(role.entity(), "Role", role.arn());
        node.put("AssumeRolePolicyDocument", UriText.encode(role.trust()));
        if (!role.description().isEmpty()) {
            node.put("Description", role.description());
        }
        return node.put("MaxSessionDuration", role.maxSessionSeconds());
    }

    /** As CreateRole shows it, and CloudTrail with it: without the longest session. */
    static ObjectNode newRole(Role role) {
        ObjectNode node = role(role);
        node.remove(List.of("MaxSessionDuration", "Description"));
        boundary(node, role.permissions().boundary());
        return tags(node, role.entity().tags());
    }

    static ObjectNode fullRole(Role role, Optional<Cloud.LastUse> use) {
        ObjectNode node = role(role);
        boundary(node, role.permissions().boundary());
        tags(node, role.entity().tags());
        ObjectNode last = node.putObject("RoleLastUsed");
        use.ifPresent(known -> {
            time(last, "LastUsedDate", known.time());
            last.put("Region", known.region());
        });
        return node;
    }

    static ObjectNode login(User user, LoginProfile login) {
        ObjectNode node = Answer.node();
        node.put("UserName", user.name());
        time(node, "CreateDate", login.created());
        return node.put("PasswordResetRequired", login.resetRequired());
    }

    static ObjectNode instanceProfile(Account account, InstanceProfile profile) {
        ObjectNode node = entity(profile.entity(), "InstanceProfile", profile.arn());
        ArrayNode roles = node.putArray("Roles");
        profile.roles().stream().flatMap(name -> account.role(name).stream()).forEach(role -> roles.add(role(role)));
        return node;
    }

    static ObjectNode tag(Map.Entry<String, String> tag) {
        return Answer.node().put("Key", tag.getKey()).put("Value", tag.getValue());
    }

    static ObjectNode attached(String arn) {
        return Answer.node()
                .put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                .put("PolicyArn", arn);
    }

    static ObjectNode inline(Map.Entry<String, String> policy) {
        return Answer.node()
                .put("PolicyName", policy.getKey())
                .put("PolicyDocument", UriText.encode(policy.getValue()));
    }

    static ObjectNode entity(Entity entity, String kind, String arn) {
        ObjectNode node = Answer.node();
        node.put("Path", entity.path());
        node.put(kind + "Name", entity.name());
        node.put(kind + "Id", entity.id());
        node.put("Arn", arn);
        return time(node, "CreateDate", entity.created());
    }

    static ObjectNode time(ObjectNode node, String member, Instant time) {
        return node.set(member, JsonNodeFactory.instance.pojoNode(time));
    }

    static void boundary(ObjectNode node, Optional<String> arn) {
        arn.ifPresent(policy -> node.putObject("PermissionsBoundary")
                .put("PermissionsBoundaryType", "Policy")
                .put("PermissionsBoundaryArn", policy));
    }

    static ObjectNode tags(ObjectNode node, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            ArrayNode list = node.putArray("Tags");
            tags.entrySet().forEach(tag -> list.add(tag(tag)));
        }
        return node;
    }
}
