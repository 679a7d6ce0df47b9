package io.stakeout.drill.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of a user, role or group.
 *
 * @param inline documents by policy name
 * @param attached ARNs of managed policies
 * @param boundary ARN of the managed policy that is the permissions boundary; groups have none
 */
public record Permissions(Map<String, String> inline, List<String> attached, Optional<String> boundary) {

    public static final Permissions NONE = new Permissions(Map.of(), List.of(), Optional.empty());

    public Permissions {
        inline = Ordered.copy(inline);
        attached = List.copyOf(attached);
    }

    public Permissions withInline(String name, String document) {
        return new Permissions(Ordered.with(inline, name, document), attached, boundary);
    }

    public Permissions withoutInline(String name) {
        return new Permissions(Ordered.without(inline, name), attached, boundary);
    }

    public Permissions attach(String arn) {
        return new Permissions(inline, Ordered.with(attached, arn), boundary);
    }

    public Permissions detach(String arn) {
        return new Permissions(inline, Ordered.without(attached, arn), boundary);
    }

    public Permissions withBoundary(Optional<String> arn) {
        return new Permissions(inline, attached, arn);
    }
}
