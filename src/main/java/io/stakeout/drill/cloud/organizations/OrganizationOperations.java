package io.stakeout.drill.cloud.organizations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Organization;

/** The calls of Organizations; all but one are the management account's. */
public final class OrganizationOperations {

    private OrganizationOperations() {}

    public static List<Operation> all() {
        return List.of(
                Operation.read(Api.ORGANIZATIONS, "DescribeOrganization", anyone("DescribeOrganization"), call -> {
                    ObjectNode result = Answer.node();
                    Organization organization = call.cloud().world().organization();
                    result.set("Organization", organization(organization));
                    return Answer.of(result);
                }),
                read("ListRoots", OrganizationOperations::roots),
                read("ListAccounts", OrganizationOperations::accounts),
                read("DescribePolicy", PolicyCalls::describe),
                read("ListPolicies", PolicyCalls::list),
                read("ListPoliciesForTarget", PolicyCalls::forTarget),
                read("ListTargetsForPolicy", PolicyCalls::targets),
                write("CreatePolicy", PolicyCalls::create),
                write("UpdatePolicy", PolicyCalls::update),
                write("DeletePolicy", PolicyCalls::delete),
                write("AttachPolicy", PolicyCalls::attach),
                write("DetachPolicy", PolicyCalls::detach));
    }

    private static Operation read(String name, Operation.Effect effect) {
        return Operation.read(Api.ORGANIZATIONS, name, management(name), effect);
    }

    private static Operation write(String name, Operation.Effect effect) {
        return Operation.write(Api.ORGANIZATIONS, name, management(name), effect);
    }

    private static Operation.Needs anyone(String name) {
        return call -> List.of(Ask.of("organizations:" + name, "*"));
    }

    private static Operation.Needs management(String name) {
        return call -> {
            Organization organization = call.effective().organization();
            if (!call.caller().account().equals(organization.managementAccount())) {
                throw new ApiError("AccessDeniedException", 400, "You don't have permissions to access this resource.");
            }
            return resources(call, call.cloud().world().organization()).stream()
                    .map(resource -> Ask.of("organizations:" + name, resource)
                            .with(Map.of("organizations:PolicyType", List.of(PolicyCalls.TYPE))))
                    .toList();
        };
    }

    /** The policy and what it is attached to, of calls that name them; one that was made a moment ago has its ARN. */
    private static List<String> resources(Call call, Organization organization) {
        List<String> resources = new ArrayList<>();
        call.parameters()
                .find("PolicyId")
                .flatMap(organization::policy)
                .map(Organization.ServiceControlPolicy::arn)
                .ifPresent(resources::add);
        call.parameters()
                .find("TargetId")
                .map(target -> target.equals(organization.rootId()) ? "root" : "account")
                .map(kind -> arn(
                        organization,
                        kind + "/" + organization.id() + "/"
                                + call.parameters().find("TargetId").orElseThrow()))
                .ifPresent(resources::add);
        return resources.isEmpty() ? List.of("*") : resources;
    }

    private static ObjectNode organization(Organization organization) {
        ObjectNode node = Answer.node();
        node.put("Id", organization.id());
        node.put("Arn", arn(organization, "organization/" + organization.id()));
        node.put("FeatureSet", "ALL");
        node.put("MasterAccountId", organization.managementAccount());
        node.put(
                "MasterAccountArn",
                arn(organization, "account/" + organization.id() + "/" + organization.managementAccount()));
        return node;
    }

    static String arn(Organization organization, String resource) {
        return "arn:aws:organizations::" + organization.managementAccount() + ":" + resource;
    }

    private static Answer roots(Call call) {
        Organization organization = call.cloud().world().organization();
        ObjectNode result = Answer.node();
        ObjectNode root = result.putArray("Roots").addObject();
        root.put("Id", organization.rootId());
        root.put("Arn", arn(organization, "root/" + organization.id() + "/" + organization.rootId()));
        root.put("Name", "Root");
        ObjectNode type = root.putArray("PolicyTypes").addObject();
        type.put("Type", PolicyCalls.TYPE);
        type.put("Status", "ENABLED");
        return Answer.of(result);
    }

    private static Answer accounts(Call call) {
        Organization organization = call.cloud().world().organization();
        ObjectNode result = Answer.node();
        ArrayNode accounts = result.putArray("Accounts");
        organization.accounts().forEach(id -> {
            ObjectNode account = accounts.addObject();
            account.put("Id", id);
            account.put("Arn", arn(organization, "account/" + organization.id() + "/" + id));
            account.put("Name", id.equals(organization.managementAccount()) ? "management" : "member-" + id);
            account.put("Status", "ACTIVE");
        });
        return Answer.of(result);
    }
}
