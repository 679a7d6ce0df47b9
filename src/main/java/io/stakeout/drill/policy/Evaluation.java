package io.stakeout.drill.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One request and the policies that apply to it. */
final class Evaluation {

    private final Principal principal;
    private final Request request;
    private final Applicable policies;
    /** Those of the organization, where they reach the principal at all. */
    private final List<List<NamedPolicy>> serviceControl;

    Evaluation(Principal principal, Request request, Applicable policies) {
        this.principal = principal;
        this.request = request;
        this.policies = policies;
        this.serviceControl = principal.serviceLinked() ? List.of() : policies.serviceControl();
    }

    Decision decide() {
        return explicitDeny().or(this::unallowedLevel).orElseGet(this::byGrant);
    }

    /** AWS names one of the policies that deny; this order is ours. */
    private Optional<Decision> explicitDeny() {
        return Stream.of(
                        deny(PolicyType.SERVICE_CONTROL, serviceControl.stream().flatMap(List::stream)),
                        denyOfResource(),
                        deny(PolicyType.IDENTITY, policies.identity().stream()),
                        deny(PolicyType.BOUNDARY, policies.boundary().stream()),
                        deny(PolicyType.SESSION, policies.session().stream().flatMap(List::stream)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Decision> deny(PolicyType type, Stream<NamedPolicy> candidates) {
        return candidates
                .filter(policy -> policy.document().denies(request))
                .findFirst()
                .map(policy -> new Decision.Denied(true, type, policy.arn()));
    }

    private Optional<Decision> denyOfResource() {
        return policies.resource()
                .filter(resource -> resource.policy()
                        .document()
                        .denies(request, principal, policies.boundary().isPresent()))
                .map(resource -> new Decision.Denied(
                        true, resource.type(), resource.policy().arn()));
    }

    private Optional<Decision> unallowedLevel() {
        boolean allowed =
                serviceControl.stream().allMatch(level -> allowing(level).isPresent());
        return allowed ? Optional.empty() : Optional.of(denied(PolicyType.SERVICE_CONTROL));
    }

    private Decision byGrant() {
        Naming naming = policies.resource()
                .map(resource -> resource.policy().document().grants(request, principal))
                .orElse(Naming.NONE);
        boolean ownAccount = owner().equals(principal.accountId());
        boolean resourceMustAllow =
                !ownAccount || policies.resource().map(ResourcePolicy::required).orElse(false);
        if (resourceMustAllow && naming == Naming.NONE) {
            return denied(resourceType());
        }
        if (naming == Naming.DIRECT && (ownAccount || principal.kind() == Principal.Kind.SERVICE)) {
            return allowedByResource();
        }
        if (naming == Naming.ROLE && ownAccount) {
            return limit().orElseGet(this::allowedByResource);
        }
        return byIdentity();
    }

    /** Boundary and session policies limit what the policies of the principal grant. The root user needs none. */
    private Decision byIdentity() {
        Optional<NamedPolicy> grant = allowing(policies.identity());
        if (grant.isEmpty() && principal.kind() != Principal.Kind.ROOT) {
            return denied(PolicyType.IDENTITY);
        }
        return limit().orElseGet(() -> new Decision.Allowed(PolicyType.IDENTITY, grant.map(NamedPolicy::name)));
    }

    private Optional<Decision> limit() {
        if (policies.boundary().isPresent()
                && allowing(policies.boundary().stream().toList()).isEmpty()) {
            return Optional.of(denied(PolicyType.BOUNDARY));
        }
        boolean unlimited = policies.session().isEmpty() && principal.kind() != Principal.Kind.FEDERATED_USER;
        if (unlimited || allowing(policies.session().orElse(List.of())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(denied(PolicyType.SESSION));
    }

    private Optional<NamedPolicy> allowing(List<NamedPolicy> candidates) {
        return candidates.stream()
                .filter(policy -> policy.document().allows(request))
                .findFirst();
    }

    /** Who owns the resource: as its policy says, else its ARN, else it is taken for the principal's own. */
    private String owner() {
        return policies.resource()
                .map(ResourcePolicy::accountId)
                .or(() -> Arns.account(request.resource()))
                .orElse(principal.accountId());
    }

    private PolicyType resourceType() {
        return policies.resource().map(ResourcePolicy::type).orElse(PolicyType.RESOURCE);
    }

    private Decision allowedByResource() {
        return new Decision.Allowed(
                resourceType(),
                policies.resource().map(resource -> resource.policy().name()));
    }

    private static Decision denied(PolicyType type) {
        return new Decision.Denied(false, type, Optional.empty());
    }
}
