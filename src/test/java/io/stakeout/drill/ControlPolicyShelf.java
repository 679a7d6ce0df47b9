package io.stakeout.drill;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

import io.stakeout.drill.Wording.Subject;

/** A service control policy beside those that stay; each is made anew and deleted with its last use. */
record ControlPolicyShelf(String name, OrganizationsClient organizations, String target) implements Shelf {

    @Override
    public Set<Subject> reach() {
        return EnumSet.allOf(Subject.class);
    }

    /** One that denies everything to everybody would stop the responder, who undoes all of this. */
    @Override
    public boolean takes(Wording wording) {
        return wording != Wording.VERSIONED && wording != Wording.DENY_ALL;
    }

    @Override
    public void put(Wording wording) {
        List<PolicySummary> before = ours();
        before.forEach(this::remove);
        String id = organizations
                .createPolicy(request -> request.name(policyName(wording))
                        .description(name)
                        .content(wording.document())
                        .type(PolicyType.SERVICE_CONTROL_POLICY))
                .policy()
                .policySummary()
                .id();
        organizations.attachPolicy(request -> request.policyId(id).targetId(target));
    }

    @Override
    public void clear() {
        ours().forEach(this::remove);
    }

    private void remove(PolicySummary policy) {
        organizations.detachPolicy(request -> request.policyId(policy.id()).targetId(target));
        organizations.deletePolicy(request -> request.policyId(policy.id()));
    }

    private List<PolicySummary> ours() {
        return organizations
                .listPoliciesForTarget(request -> request.targetId(target).filter(PolicyType.SERVICE_CONTROL_POLICY))
                .policies()
                .stream()
                .filter(policy -> policy.name().startsWith(name))
                .toList();
    }

    private String policyName(Wording wording) {
        return name + " " + wording;
    }

    @Override
    public List<String> shown() {
        return ours().stream().map(PolicySummary::name).toList();
    }

    @Override
    public String expected(Wording wording) {
        return policyName(wording);
    }
}
