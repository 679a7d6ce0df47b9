package io.stakeout.drill.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * A policy where it is attached.
 *
 * @param name as it is told to people
 * @param arn of a managed policy or a service control policy; empty for an inline, session or resource-based one
 */
public record NamedPolicy(String name, Optional<String> arn, PolicyDocument document) {

    public NamedPolicy {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(document, "document");
    }

    /** One that has no ARN. */
    public static NamedPolicy inline(String name, PolicyDocument document) {
        return new NamedPolicy(name, Optional.empty(), document);
    }

    /** One that has an ARN; its name is the last part of it. */
    public static NamedPolicy managed(String arn, PolicyDocument document) {
        return new NamedPolicy(arn.substring(arn.lastIndexOf('/') + 1), Optional.of(arn), document);
    }
}
