package io.stakeout.drill.world;

import java.time.Instant;
import java.util.Map;

/**
 * A managed policy, ours or one of AWS's own (account {@code aws}).
 *
 * @param versions by version id ({@code v1}), at most five
 * @param latest the number of the newest version that there ever was
 */
public record ManagedPolicy(
        Entity entity, String description, Map<String, Version> versions, String defaultVersion, int latest) {

    public record Version(String document, Instant created) {}

    public ManagedPolicy {
        versions = Ordered.copy(versions);
    }

    public ManagedPolicy(Entity entity, String description, String document) {
        this(entity, description, Map.of("v1", new Version(document, entity.created())), "v1", 1);
    }

    public String arn() {
        return entity.arn("policy");
    }

    /** The document that is in force. */
    public String document() {
        return versions.get(defaultVersion).document();
    }

    /** With another version, which gets the next number. */
    public ManagedPolicy withVersion(Version version, boolean asDefault) {
        String id = "v" + (latest + 1);
        return new ManagedPolicy(
                entity, description, Ordered.with(versions, id, version), asDefault ? id : defaultVersion, latest + 1);
    }

    public ManagedPolicy withoutVersion(String id) {
        return new ManagedPolicy(entity, description, Ordered.without(versions, id), defaultVersion, latest);
    }

    public ManagedPolicy withDefault(String id) {
        return new ManagedPolicy(entity, description, versions, id, latest);
    }
}
