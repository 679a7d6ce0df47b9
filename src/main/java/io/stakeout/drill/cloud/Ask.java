package io.stakeout.drill.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.drill.policy.ResourcePolicy;

/**
 * One permission that a call needs.
 *
 * @param context condition keys that only this call has, such as {@code iam:PolicyARN}
 * @param resourcePolicy the policy on the resource, when there is one
 */
public record Ask(
        String action, String resource, Map<String, List<String>> context, Optional<ResourcePolicy> resourcePolicy) {

    public static Ask of(String action, String resource) {
        return new Ask(action, resource, Map.of(), Optional.empty());
    }

    public Ask with(Map<String, List<String>> keys) {
        return new Ask(action, resource, keys, resourcePolicy);
    }

    public Ask on(ResourcePolicy policy) {
        return new Ask(action, resource, context, Optional.of(policy));
    }
}
