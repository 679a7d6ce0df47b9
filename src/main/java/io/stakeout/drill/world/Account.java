package io.stakeout.drill.world;

import java.util.Map;
import java.util.Optional;

/**
 * What one account has; users, roles, groups and instance profiles by name, policies by ARN, trails by name.
 */
public record Account(
        String id,
        Map<String, User> users,
        Map<String, Role> roles,
        Map<String, Group> groups,
        Map<String, ManagedPolicy> policies,
        Map<String, InstanceProfile> instanceProfiles,
        Map<String, Trail> trails) {

    public Account {
        users = Ordered.copy(users);
        roles = Ordered.copy(roles);
        groups = Ordered.copy(groups);
        policies = Ordered.copy(policies);
        instanceProfiles = Ordered.copy(instanceProfiles);
        trails = Ordered.copy(trails);
    }

    public Account(String id) {
        this(id, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public Optional<Role> role(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    public Account with(User user) {
        return withUsers(Ordered.with(users, user.name(), user));
    }

    public Account withoutUser(String name) {
        return withUsers(Ordered.without(users, name));
    }

    public Account with(Role role) {
        return withRoles(Ordered.with(roles, role.name(), role));
    }

    public Account withoutRole(String name) {
        return withRoles(Ordered.without(roles, name));
    }

    public Account with(Group group) {
        return withGroups(Ordered.with(groups, group.name(), group));
    }

    public Account withoutGroup(String name) {
        return withGroups(Ordered.without(groups, name));
    }

    public Account with(ManagedPolicy policy) {
        return withPolicies(Ordered.with(policies, policy.arn(), policy));
    }

    public Account withoutPolicy(String arn) {
        return withPolicies(Ordered.without(policies, arn));
    }

    public Account with(InstanceProfile profile) {
        return new Account(
                id,
                users,
                roles,
                groups,
                policies,
                Ordered.with(instanceProfiles, profile.entity().name(), profile),
                trails);
    }

    public Account with(Trail trail) {
        return new Account(
                id, users, roles, groups, policies, instanceProfiles, Ordered.with(trails, trail.name(), trail));
    }

    private Account withUsers(Map<String, User> changed) {
        return new Account(id, changed, roles, groups, policies, instanceProfiles, trails);
    }

    private Account withRoles(Map<String, Role> changed) {
        return new Account(id, users, changed, groups, policies, instanceProfiles, trails);
    }

    private Account withGroups(Map<String, Group> changed) {
        return new Account(id, users, roles, changed, policies, instanceProfiles, trails);
    }

    private Account withPolicies(Map<String, ManagedPolicy> changed) {
        return new Account(id, users, roles, groups, changed, instanceProfiles, trails);
    }
}
