package io.stakeout.drill.world;

import java.util.List;
import java.util.Map;

/**
 * An IAM user.
 *
 * @param groups names, in the order of joining
 */
public record User(Entity entity, Permissions permissions, Credentials credentials, List<String> groups) {

    public User {
        groups = List.copyOf(groups);
    }

    public User(Entity entity) {
        this(entity, Permissions.NONE, Credentials.NONE, List.of());
    }

    public String name() {
        return entity.name();
    }

    public String arn() {
        return entity.arn("user");
    }

    public User with(Permissions changed) {
        return new User(entity, changed, credentials, groups);
    }

    public User with(Credentials changed) {
        return new User(entity, permissions, changed, groups);
    }

    public User withGroups(List<String> changed) {
        return new User(entity, permissions, credentials, changed);
    }

    public User withTags(Map<String, String> changed) {
        return new User(entity.withTags(changed), permissions, credentials, groups);
    }
}
