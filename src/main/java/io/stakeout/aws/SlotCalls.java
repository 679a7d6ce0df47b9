package io.stakeout.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/**
 * Which calls a slot takes to be read and written, and on what. What isn't named here a session can't do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions,
 *     resources and condition keys of IAM</a>
 */
final class SlotCalls {

    /** On any of the account: IAM says that there is no such principal only to who may ask for all. */
    private static final List<String> LOOK = List.of("iam:GetRole", "iam:GetUser");

    private final String partition;

    /** @param partition {@code aws}, {@code aws-cn} and so on */
    SlotCalls(String partition) {
        this.partition = partition;
    }

    /** For the role in the account itself. */
    SessionPolicy inAccount(List<Slot> slots) {
        SessionPolicy policy = new SessionPolicy().allow(LOOK, Set.of("*"));
        for (Slot slot : slots) {
            if (slot instanceof Slot.InlinePolicy inline) {
                allow(policy, inline.principal(), "Get", "Policy", "Put", "Policy", "Delete", "Policy");
            } else if (slot instanceof Slot.Boundary boundary) {
                allow(policy, boundary.principal(), "Put", "PermissionsBoundary", "Delete", "PermissionsBoundary");
            } else if (slot instanceof Slot.KeyStatus key) {
                policy.allow(List.of("iam:ListAccessKeys", "iam:UpdateAccessKey"), resources(key.user()));
            } else if (slot instanceof Slot.Password password) {
                policy.allow(List.of("iam:DeleteLoginProfile", "iam:GetLoginProfile"), resources(password.user()));
            } else if (slot instanceof Slot.ServiceCredential credential) {
                policy.allow(
                        List.of("iam:ListServiceSpecificCredentials", "iam:UpdateServiceSpecificCredential"),
                        resources(credential.user()));
            } else if (slot instanceof Slot.SshKey key) {
                policy.allow(List.of("iam:ListSSHPublicKeys", "iam:UpdateSSHPublicKey"), resources(key.user()));
            } else if (slot instanceof Slot.SigningCertificate certificate) {
                policy.allow(
                        List.of("iam:ListSigningCertificates", "iam:UpdateSigningCertificate"),
                        resources(certificate.user()));
            }
        }
        return policy;
    }

    /** For the role that changes service control policies. Their ids aren't known before they are made. */
    SessionPolicy inOrganization(List<Slot.ControlPolicy> slots) {
        String organizations = "arn:" + partition + ":organizations::*:";
        List<String> accounts = slots.stream()
                .map(slot -> organizations + "account/o-*/" + slot.account())
                .distinct()
                .toList();
        List<String> both = new ArrayList<>(accounts);
        String policies = organizations + "policy/o-*/service_control_policy/*";
        both.add(policies);
        return new SessionPolicy()
                .allow(List.of("organizations:CreatePolicy", "organizations:ListPolicies"), Set.of("*"))
                .allow(List.of("organizations:ListPoliciesForTarget"), accounts)
                .allow(List.of("organizations:AttachPolicy", "organizations:DetachPolicy"), both)
                .allow(
                        List.of(
                                "organizations:DeletePolicy",
                                "organizations:DescribePolicy",
                                "organizations:UpdatePolicy"),
                        Set.of(policies));
    }

    /** For a preview: reads only. */
    SessionPolicy preview(PrincipalRef principal) {
        return new SessionPolicy()
                .allow(LOOK, Set.of("*"))
                .allow(
                        Previews.calls(principal).stream()
                                .filter(call -> !LOOK.contains(call))
                                .toList(),
                        resources(principal));
    }

    private void allow(SessionPolicy policy, PrincipalRef principal, String... verbsAndNouns) {
        String kind = principal.kind() == PrincipalRef.Kind.USER ? "User" : "Role";
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < verbsAndNouns.length; i += 2) {
            calls.add("iam:" + verbsAndNouns[i] + kind + verbsAndNouns[i + 1]);
        }
        policy.allow(calls, resources(principal));
    }

    /** IAM's calls name no path, its ARNs do; which path it is isn't known. */
    private List<String> resources(PrincipalRef principal) {
        String kind = "arn:" + partition + ":iam::" + principal.account() + ":"
                + principal.kind().id() + "/";
        return List.of(kind + principal.name(), kind + "*/" + principal.name());
    }
}
