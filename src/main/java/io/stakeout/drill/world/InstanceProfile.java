package io.stakeout.drill.world;

import java.util.List;

/**
 * An instance profile.
 *
 * @param roles names; AWS allows one
 */
public record InstanceProfile(Entity entity, List<String> roles) {

    public InstanceProfile {
        roles = List.copyOf(roles);
    }

    public String arn() {
        return entity.arn("instance-profile");
    }
}
