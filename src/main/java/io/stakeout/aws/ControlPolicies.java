package io.stakeout.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.CreatePolicyResponse;
import software.amazon.awssdk.services.organizations.model.DuplicatePolicyAttachmentException;
import software.amazon.awssdk.services.organizations.model.PolicyInUseException;
import software.amazon.awssdk.services.organizations.model.PolicyNotAttachedException;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

import io.stakeout.containment.plan.Slot;

/**
 * Service control policies on an account. Since a name is unique in an organization, ours has the account's id behind it.
 * Each part of a write may have been done before, by an attempt that was cut off.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html">CreatePolicy</a>
 */
record ControlPolicies(OrganizationsClient organizations, AwsCalls calls) {

    static String name(Slot.ControlPolicy slot) {
        return slot.policy() + "-" + slot.account();
    }

    /** The document of the one that is attached; one that only exists has no effect, and counts as nothing. */
    Optional<String> read(Slot.ControlPolicy slot) {
        return attached(slot).map(this::content);
    }

    private String content(String id) {
        return calls.make(
                "organizations:DescribePolicy",
                () -> organizations
                        .describePolicy(request -> request.policyId(id))
                        .policy()
                        .content());
    }

    List<String> write(Slot.ControlPolicy slot, Optional<String> document) {
        List<String> ids = new ArrayList<>();
        if (document.isEmpty()) {
            remove(slot, ids);
            return ids;
        }
        Optional<String> there = attached(slot);
        if (there.isPresent()) {
            update(there.get(), document.get(), ids);
            return ids;
        }
        Optional<String> left = named(slot);
        left.filter(id -> !content(id).equals(document.get())).ifPresent(id -> update(id, document.get(), ids));
        attach(left.orElseGet(() -> create(slot, document.get(), ids)), slot, ids);
        return ids;
    }

    private void remove(Slot.ControlPolicy slot, List<String> ids) {
        Optional<String> attached = attached(slot);
        attached.ifPresent(id -> detach(id, slot, ids));
        attached.or(() -> named(slot)).ifPresent(id -> delete(id, ids));
    }

    private Optional<String> attached(Slot.ControlPolicy slot) {
        return calls.make(
                "organizations:ListPoliciesForTarget",
                () -> organizations
                        .listPoliciesForTargetPaginator(
                                request -> request.targetId(slot.account()).filter(PolicyType.SERVICE_CONTROL_POLICY))
                        .stream()
                        .flatMap(page -> page.policies().stream())
                        .filter(policy -> policy.name().equals(name(slot)))
                        .findFirst()
                        .map(PolicySummary::id));
    }

    private Optional<String> named(Slot.ControlPolicy slot) {
        return calls.make(
                "organizations:ListPolicies",
                () ->
                        organizations
                                .listPoliciesPaginator(request -> request.filter(PolicyType.SERVICE_CONTROL_POLICY))
                                .stream()
                                .flatMap(page -> page.policies().stream())
                                .filter(policy -> policy.name().equals(name(slot)))
                                .findFirst()
                                .map(PolicySummary::id));
    }

    private String create(Slot.ControlPolicy slot, String document, List<String> ids) {
        CreatePolicyResponse created = calls.make(
                "organizations:CreatePolicy",
                () -> organizations.createPolicy(request -> request.name(name(slot))
                        .description(slot.policy())
                        .type(PolicyType.SERVICE_CONTROL_POLICY)
                        .content(document)));
        ids.addAll(RequestIds.of(created));
        return created.policy().policySummary().id();
    }

    private void update(String id, String document, List<String> ids) {
        ids.addAll(calls.make(
                "organizations:UpdatePolicy",
                () -> RequestIds.of(organizations.updatePolicy(
                        request -> request.policyId(id).content(document)))));
    }

    private void attach(String id, Slot.ControlPolicy slot, List<String> ids) {
        ids.addAll(calls.make("organizations:AttachPolicy", () -> {
            try {
                return RequestIds.of(organizations.attachPolicy(
                        request -> request.policyId(id).targetId(slot.account())));
            } catch (DuplicatePolicyAttachmentException e) {
                return List.of(e.requestId());
            }
        }));
    }

    private void detach(String id, Slot.ControlPolicy slot, List<String> ids) {
        ids.addAll(calls.make("organizations:DetachPolicy", () -> {
            try {
                return RequestIds.of(organizations.detachPolicy(
                        request -> request.policyId(id).targetId(slot.account())));
            } catch (PolicyNotAttachedException e) {
                return List.of(e.requestId());
            }
        }));
    }

    /** One that somebody attached elsewhere too stays there: that isn't ours to end. */
    private void delete(String id, List<String> ids) {
        ids.addAll(calls.make("organizations:DeletePolicy", () -> {
            try {
                return RequestIds.of(organizations.deletePolicy(request -> request.policyId(id)));
            } catch (PolicyInUseException e) {
                return List.of(e.requestId());
            }
        }));
    }
}
