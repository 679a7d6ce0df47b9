package io.stakeout.drill.cloud.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.ManagedPolicy;
import io.stakeout.drill.world.World;

/** Managed policies: an account's own, and AWS's that nobody can change. */
final class ManagedPolicyOperations {

    private ManagedPolicyOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.write(
                        Api.IAM, "CreatePolicy", ManagedPolicyOperations::creating, ManagedPolicyOperations::create),
                Operation.read(Api.IAM, "GetPolicy", Resources::policy, ManagedPolicyOperations::get),
                Operation.read(
                        Api.IAM, "ListPolicies", ManagedPolicyOperations::listing, ManagedPolicyOperations::list),
                Operation.read(
                        Api.IAM, "ListEntitiesForPolicy", Resources::policy, ManagedPolicyOperations::listEntities),
                Operation.write(Api.IAM, "DeletePolicy", Resources::policy, ManagedPolicyOperations::delete));
    }

    private static String name(Call call) throws ApiError {
        return Checks.name(call, "PolicyName", Checks.LONGEST_NAME);
    }

    private static List<Ask> creating(Call call) throws ApiError {
        String arn = Resources.arn(call, "policy", Checks.path(call), name(call));
        return Tags.creating(call, Ask.of(Resources.action(call), arn), "iam:TagPolicy");
    }

    private static Answer create(Call call) throws ApiError {
        ManagedPolicy policy = new ManagedPolicy(
                Changes.entity(call, "ANPA", name(call)),
                call.parameters().find("Description").orElse(""),
                Documents.managed(call));
        Account account = Changes.account(call, (world, now) -> {
            free(now, policy.entity().name());
            return now.with(policy);
        });
        return Answer.of(Answer.node().set("Policy", view(account, policy)));
    }

    private static void free(Account account, String name) throws ApiError {
        boolean taken = account.policies().values().stream()
                .anyMatch(policy -> policy.entity().name().equalsIgnoreCase(name));
        if (taken) {
            throw ApiError.alreadyExists(
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
    }

    private static Answer get(Call call) throws ApiError {
        ManagedPolicy policy = Found.policy(call, call.cloud().world(), Checks.policyArn(call, "PolicyArn"));
        ObjectNode node = view(call.account(), policy);
        if (!policy.description().isEmpty()) {
            node.put("Description", policy.description());
        }
        return Answer.of(
                Answer.node().set("Policy", Views.tags(node, policy.entity().tags())));
    }

    /** As lists show it: without its description and tags. */
    static ObjectNode view(Account account, ManagedPolicy policy) {
        ObjectNode node = Answer.node();
        node.put("PolicyName", policy.entity().name());
        node.put("PolicyId", policy.entity().id());
        node.put("Arn", policy.arn());
        node.put("Path", policy.entity().path());
        node.put("DefaultVersionId", policy.defaultVersion());
        node.put("AttachmentCount", Held.asPolicy(account, policy.arn()).size());
        node.put(
                "PermissionsBoundaryUsageCount",
                Held.asBoundary(account, policy.arn()).size());
        node.put("IsAttachable", !policy.entity().path().startsWith("/aws-service-role/"));
        Views.time(node, "CreateDate", policy.entity().created());
        policy.versions().values().stream()
                .map(ManagedPolicy.Version::created)
                .max(Instant::compareTo)
                .ifPresent(updated -> Views.time(node, "UpdateDate", updated));
        return node;
    }

    private static List<Ask> listing(Call call) {
        return List.of(Ask.of(Resources.action(call), "policy path " + Checks.pathPrefix(call)));
    }

    private static Answer list(Call call) throws ApiError {
        String scope = Checks.oneOf(call, "Scope", "All", "AWS", "Local").orElse("All");
        Optional<String> usage = usage(call);
        String prefix = Checks.pathPrefix(call);
        boolean onlyAttached = call.parameters().flag("OnlyAttached");
        Account account = call.account();
        List<ManagedPolicy> policies = policies(call, scope).stream()
                .filter(policy -> policy.entity().path().startsWith(prefix))
                .filter(policy ->
                        !onlyAttached || !holders(account, policy.arn(), usage).isEmpty())
                .toList();
        return Page.answer(call, "Policies", policies, policy -> view(account, policy));
    }

    private static List<ManagedPolicy> policies(Call call, String scope) {
        List<ManagedPolicy> policies = new ArrayList<>();
        if (!scope.equals("AWS")) {
            policies.addAll(call.account().policies().values());
        }
        if (!scope.equals("Local")) {
            policies.addAll(call.cloud().world().account(World.AWS).policies().values());
        }
        return policies;
    }

    private static Optional<String> usage(Call call) throws ApiError {
        return Checks.oneOf(call, "PolicyUsageFilter", "PermissionsPolicy", "PermissionsBoundary");
    }

    private static List<Held> holders(Account account, String arn, Optional<String> usage) {
        if (usage.isEmpty()) {
            return Held.either(account, arn);
        }
        return usage.get().equals("PermissionsPolicy") ? Held.asPolicy(account, arn) : Held.asBoundary(account, arn);
    }

    private static Answer listEntities(Call call) throws ApiError {
        String arn = Checks.policyArn(call, "PolicyArn");
        Found.policy(call, call.cloud().world(), arn);
        Optional<String> filter =
                Checks.oneOf(call, "EntityFilter", "User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");
        String prefix = Checks.pathPrefix(call);
        List<Held> holders = holders(call.account(), arn, usage(call)).stream()
                .filter(held ->
                        filter.isEmpty() || filter.get().equals(held.holder().word()))
                .filter(held -> held.entity().path().startsWith(prefix))
                .toList();
        Page<Held> page = Page.of(call, holders);
        return Answer.of(page.end(entities(page.items())));
    }

    private static ObjectNode entities(List<Held> holders) {
        ObjectNode node = Answer.node();
        for (Holder kind : List.of(Holder.GROUP, Holder.USER, Holder.ROLE)) {
            ArrayNode list = node.putArray("Policy" + kind.word() + "s");
            holders.stream()
                    .filter(held -> held.holder() == kind)
                    .forEach(held -> list.addObject()
                            .put(kind.word() + "Name", held.entity().name())
                            .put(kind.word() + "Id", held.entity().id()));
        }
        return node;
    }

    private static Answer delete(Call call) throws ApiError {
        String arn = Checks.policyArn(call, "PolicyArn");
        Changes.account(call, (world, account) -> {
            ManagedPolicy policy = Found.ownPolicy(call, world, arn);
            if (!Held.either(account, arn).isEmpty()) {
                throw ApiError.deleteConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw ApiError.deleteConflict("This policy has more than one version. Before you delete a policy, you"
                        + " must delete the policy's versions. The default version is deleted with the policy.");
            }
            return account.withoutPolicy(arn);
        });
        return Answer.nothing();
    }
}
