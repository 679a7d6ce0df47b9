package io.stakeout.drill.world;

import java.util.Map;

/**
 * An IAM role.
 *
 * @param trust the trust policy's document
 * @param maxSessionSeconds 3,600 to 43,200
 */
public record Role(Entity entity, Permissions permissions, String trust, int maxSessionSeconds, String description) {

    public String name() {
        return entity.name();
    }

    public String arn() {
        return entity.arn("role");
    }

    /** Whether only an AWS service may change it. */
    public boolean serviceLinked() {
        return entity.path().startsWith("/aws-service-role/");
    }

    public Role with(Permissions changed) {
        return new Role(entity, changed, trust, maxSessionSeconds, description);
    }

    public Role withTrust(String changed) {
        return new Role(entity, permissions, changed, maxSessionSeconds, description);
    }

    public Role withMaxSessionSeconds(int changed) {
        return new Role(entity, permissions, trust, changed, description);
    }

    public Role withTags(Map<String, String> changed) {
        return new Role(entity.withTags(changed), permissions, trust, maxSessionSeconds, description);
    }
}
