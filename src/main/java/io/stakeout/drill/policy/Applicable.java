package io.stakeout.drill.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The policies that apply to a request.
 *
 * @param identity of the user with its groups, or of the role; for a federated user those of the user who federated
 * @param boundary of the user or role
 * @param session those passed when the session was made; empty when none were, which leaves a role session as it is and a
 *     federated user without permissions
 * @param serviceControl one list a level, the root of the organization first, the account last; empty when none apply: no
 *     organization, or the management account
 * @param resource of the resource that the request is about
 */
public record Applicable(
        List<NamedPolicy> identity,
        Optional<NamedPolicy> boundary,
        Optional<List<NamedPolicy>> session,
        List<List<NamedPolicy>> serviceControl,
        Optional<ResourcePolicy> resource) {

    private static final Applicable NONE =
            new Applicable(List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Applicable {
        identity = List.copyOf(identity);
        Objects.requireNonNull(boundary, "boundary");
        session = session.map(List::copyOf);
        serviceControl = serviceControl.stream().map(List::copyOf).toList();
        Objects.requireNonNull(resource, "resource");
    }

    /** No policy at all. */
    public static Applicable none() {
        return NONE;
    }

    /** The same with these policies of the user or role in place of others. */
    public Applicable withIdentity(List<NamedPolicy> policies) {
        return new Applicable(policies, boundary, session, serviceControl, resource);
    }

    /** The same with a boundary. */
    public Applicable withBoundary(NamedPolicy policy) {
        return new Applicable(identity, Optional.of(policy), session, serviceControl, resource);
    }

    /** The same for a session that these policies were passed to; an empty list allows nothing. */
    public Applicable withSession(List<NamedPolicy> policies) {
        return new Applicable(identity, boundary, Optional.of(policies), serviceControl, resource);
    }

    /** The same with these levels, the root of the organization first. */
    public Applicable withServiceControl(List<List<NamedPolicy>> levels) {
        return new Applicable(identity, boundary, session, levels, resource);
    }

    /** The same about a resource that has a policy. */
    public Applicable withResource(ResourcePolicy policy) {
        return new Applicable(identity, boundary, session, serviceControl, Optional.of(policy));
    }
}
