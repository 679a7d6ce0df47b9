package io.stakeout.drill.policy;

import java.util.Objects;

/**
 * The policy of the resource that a request is about.
 *
 * @param accountId who owns the resource
 * @param required it must allow, whatever the caller's own policies say: the trust policy of a role, the policy of a KMS
 *     key
 */
public record ResourcePolicy(NamedPolicy policy, String accountId, boolean required) {

    public ResourcePolicy {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(accountId, "accountId");
    }

    PolicyType type() {
        return policy.document().kind() == PolicyDocument.Kind.TRUST ? PolicyType.TRUST : PolicyType.RESOURCE;
    }
}
