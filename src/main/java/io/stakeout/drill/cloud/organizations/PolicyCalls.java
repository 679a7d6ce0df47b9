package io.stakeout.drill.cloud.organizations;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.policy.MalformedPolicy;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.world.Organization;
import io.stakeout.drill.world.Organization.ServiceControlPolicy;

/**
 * Service control policies: made, attached to the root or an account, and taken off again.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">Quotas</a>
 */
final class PolicyCalls {

    static final String TYPE = "SERVICE_CONTROL_POLICY";

    private static final int LONGEST = 5_120;
    private static final int MOST_ATTACHED = 5;

    private PolicyCalls() {}

    static Answer create(Call call) throws ApiError {
        String name = call.parameters().text("Name");
        String content = content(call);
        ofType(call, "Type");
        String id = "p-" + call.cloud().ids().lower(8);
        String description = call.parameters().find("Description").orElse("");
        Organization changed = call.cloud()
                .change(world -> {
                    Organization organization = world.organization();
                    refuseName(organization, name, id);
                    String arn = OrganizationOperations.arn(
                            organization, "policy/" + organization.id() + "/service_control_policy/" + id);
                    return world.with(
                            organization.with(new ServiceControlPolicy(id, arn, name, description, content, false)));
                })
                .organization();
        return told(changed.policies().get(id));
    }

    static Answer update(Call call) throws ApiError {
        String id = call.parameters().text("PolicyId");
        Organization changed = call.cloud()
                .change(world -> {
                    Organization organization = world.organization();
                    ServiceControlPolicy old = own(organization, id);
                    String name = call.parameters().find("Name").orElse(old.name());
                    refuseName(organization, name, id);
                    String content = call.parameters().has("Content") ? content(call) : old.content();
                    String description = call.parameters().find("Description").orElse(old.description());
                    return world.with(organization.with(
                            new ServiceControlPolicy(id, old.arn(), name, description, content, false)));
                })
                .organization();
        return told(changed.policies().get(id));
    }

    static Answer delete(Call call) throws ApiError {
        String id = call.parameters().text("PolicyId");
        call.cloud().change(world -> {
            Organization organization = world.organization();
            own(organization, id);
            if (organization.attachments().values().stream().anyMatch(ids -> ids.contains(id))) {
                throw new ApiError("PolicyInUseException", 400, "The policy is attached to one or more entities.");
            }
            return world.with(organization.withoutPolicy(id));
        });
        return Answer.nothing();
    }

    static Answer attach(Call call) throws ApiError {
        String id = call.parameters().text("PolicyId");
        String target = call.parameters().text("TargetId");
        call.cloud().change(world -> {
            Organization organization = world.organization();
            find(organization, id);
            List<String> attached = attachedTo(organization, target);
            if (attached.contains(id)) {
                throw new ApiError(
                        "DuplicatePolicyAttachmentException", 400, "The policy is attached to the target already.");
            }
            if (attached.size() >= MOST_ATTACHED) {
                throw new ApiError(
                        "ConstraintViolationException",
                        400,
                        "You have attached the maximum number of policies to the specified target.");
            }
            return world.with(organization.attach(id, target));
        });
        return Answer.nothing();
    }

    static Answer detach(Call call) throws ApiError {
        String id = call.parameters().text("PolicyId");
        String target = call.parameters().text("TargetId");
        call.cloud().change(world -> {
            Organization organization = world.organization();
            find(organization, id);
            List<String> attached = attachedTo(organization, target);
            if (!attached.contains(id)) {
                throw new ApiError("PolicyNotAttachedException", 400, "The policy isn't attached to the target.");
            }
            if (attached.size() == 1) {
                throw new ApiError(
                        "ConstraintViolationException", 400, "You cannot remove the last policy from a target.");
            }
            return world.with(organization.detach(id, target));
        });
        return Answer.nothing();
    }

    static Answer describe(Call call) throws ApiError {
        return told(find(call.cloud().world().organization(), call.parameters().text("PolicyId")));
    }

    static Answer list(Call call) throws ApiError {
        ofType(call, "Filter");
        return summaries(
                List.copyOf(call.cloud().world().organization().policies().values()));
    }

    static Answer forTarget(Call call) throws ApiError {
        ofType(call, "Filter");
        Organization organization = call.cloud().world().organization();
        List<String> ids = attachedTo(organization, call.parameters().text("TargetId"));
        return summaries(
                ids.stream().flatMap(id -> organization.policy(id).stream()).toList());
    }

    static Answer targets(Call call) throws ApiError {
        Organization organization = call.cloud().world().organization();
        String id = find(organization, call.parameters().text("PolicyId")).id();
        ObjectNode result = Answer.node();
        ArrayNode targets = result.putArray("Targets");
        for (Map.Entry<String, List<String>> target : organization.attachments().entrySet()) {
            if (target.getValue().contains(id)) {
                ObjectNode node = targets.addObject();
                node.put("TargetId", target.getKey());
                node.put("Type", target.getKey().equals(organization.rootId()) ? "ROOT" : "ACCOUNT");
            }
        }
        return Answer.of(result);
    }

    private static String content(Call call) throws ApiError {
        String content = call.parameters().text("Content");
        if (content.length() > LONGEST) {
            throw new ApiError(
                    "ConstraintViolationException", 400, "You have exceeded the maximum policy size: 5,120 bytes.");
        }
        try {
            PolicyDocument.parse(content, PolicyDocument.Kind.SCP);
        } catch (MalformedPolicy e) {
            throw new ApiError(
                    "MalformedPolicyDocumentException",
                    400,
                    "The provided policy document does not meet the requirements of the specified policy type: "
                            + e.getMessage());
        }
        return content;
    }

    private static void ofType(Call call, String parameter) throws ApiError {
        if (!call.parameters().text(parameter).equals(TYPE)) {
            throw ApiError.notImplemented(
                    "A policy of type " + call.parameters().text(parameter));
        }
    }

    private static void refuseName(Organization organization, String name, String id) throws ApiError {
        boolean taken = organization.policies().values().stream()
                .anyMatch(other -> other.name().equals(name) && !other.id().equals(id));
        if (taken) {
            throw new ApiError("DuplicatePolicyException", 400, "A policy with the name " + name + " exists already.");
        }
    }

    private static ServiceControlPolicy find(Organization organization, String id) throws ApiError {
        return organization
                .policy(id)
                .orElseThrow(() -> new ApiError(
                        "PolicyNotFoundException",
                        400,
                        "We can't find a policy with the PolicyId that you specified."));
    }

    private static ServiceControlPolicy own(Organization organization, String id) throws ApiError {
        ServiceControlPolicy policy = find(organization, id);
        if (policy.awsManaged()) {
            throw new ApiError("AccessDeniedException", 400, "You cannot change a policy that AWS manages.");
        }
        return policy;
    }

    private static List<String> attachedTo(Organization organization, String target) throws ApiError {
        if (!target.equals(organization.rootId()) && !organization.accounts().contains(target)) {
            throw new ApiError(
                    "TargetNotFoundException", 400, "We can't find a root, OU, or account with the TargetId.");
        }
        return organization.attachedTo(target);
    }

    private static Answer told(ServiceControlPolicy policy) {
        ObjectNode result = Answer.node();
        ObjectNode node = result.putObject("Policy");
        node.set("PolicySummary", summary(policy));
        node.put("Content", policy.content());
        return Answer.of(result);
    }

    private static Answer summaries(List<ServiceControlPolicy> policies) {
        ObjectNode result = Answer.node();
        ArrayNode list = result.putArray("Policies");
        policies.forEach(policy -> list.add(summary(policy)));
        return Answer.of(result);
    }

    private static ObjectNode summary(ServiceControlPolicy policy) {
        ObjectNode node = Answer.node();
        node.put("Id", policy.id());
        node.put("Arn", policy.arn());
        node.put("Name", policy.name());
        node.put("Description", policy.description());
        node.put("Type", TYPE);
        node.put("AwsManaged", policy.awsManaged());
        return node;
    }
}
