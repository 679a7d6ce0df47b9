package io.stakeout.drill.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The organization: one root, its accounts right below it.
 *
 * @param policies service control policies by id ({@code p-…})
 * @param attachments ids of policies by target: the root or an account
 */
public record Organization(
        String id,
        String rootId,
        String managementAccount,
        List<String> accounts,
        Map<String, ServiceControlPolicy> policies,
        Map<String, List<String>> attachments) {

    public record ServiceControlPolicy(
            String id, String arn, String name, String description, String content, boolean awsManaged) {}

    public Organization {
        accounts = List.copyOf(accounts);
        policies = Ordered.copy(policies);
        attachments = Ordered.copy(attachments);
    }

    public List<String> attachedTo(String target) {
        return attachments.getOrDefault(target, List.of());
    }

    public Optional<ServiceControlPolicy> policy(String policyId) {
        return Optional.ofNullable(policies.get(policyId));
    }

    public Organization with(ServiceControlPolicy policy) {
        return new Organization(
                id, rootId, managementAccount, accounts, Ordered.with(policies, policy.id(), policy), attachments);
    }

    public Organization withoutPolicy(String policyId) {
        return new Organization(
                id, rootId, managementAccount, accounts, Ordered.without(policies, policyId), attachments);
    }

    public Organization attach(String policyId, String target) {
        return withAttachments(target, Ordered.with(attachedTo(target), policyId));
    }

    public Organization detach(String policyId, String target) {
        return withAttachments(target, Ordered.without(attachedTo(target), policyId));
    }

    private Organization withAttachments(String target, List<String> changed) {
        return new Organization(
                id, rootId, managementAccount, accounts, policies, Ordered.with(attachments, target, changed));
    }
}
