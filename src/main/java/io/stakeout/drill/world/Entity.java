package io.stakeout.drill.world;

import java.time.Instant;
import java.util.Map;

/**
 * What every IAM user, role, group and policy has.
 *
 * @param path begins and ends with a slash
 * @param id the unique id: {@code AIDA…} of a user, {@code AROA…} of a role, {@code AGPA…} of a group, {@code ANPA…} of a
 *     policy
 */
public record Entity(String account, String path, String name, String id, Instant created, Map<String, String> tags) {

    public Entity {
        tags = Ordered.copy(tags);
    }

    /** The ARN, for a kind such as {@code user}. */
    String arn(String kind) {
        return "arn:aws:iam::" + account + ":" + kind + path + name;
    }

    Entity withTags(Map<String, String> changed) {
        return new Entity(account, path, name, id, created, changed);
    }
}
