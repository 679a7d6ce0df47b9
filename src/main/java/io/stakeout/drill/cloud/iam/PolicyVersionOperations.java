package io.stakeout.drill.cloud.iam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.cloud.UriText;
import io.stakeout.drill.world.ManagedPolicy;

/**
 * Versions of managed policies.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning IAM
 *     policies</a>
 */
final class PolicyVersionOperations {

    private PolicyVersionOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.write(Api.IAM, "CreatePolicyVersion", Resources::policy, PolicyVersionOperations::create),
                Operation.read(Api.IAM, "GetPolicyVersion", Resources::policy, PolicyVersionOperations::get),
                Operation.read(Api.IAM, "ListPolicyVersions", Resources::policy, PolicyVersionOperations::list),
                Operation.write(
                        Api.IAM, "SetDefaultPolicyVersion", Resources::policy, PolicyVersionOperations::setDefault),
                Operation.write(Api.IAM, "DeletePolicyVersion", Resources::policy, PolicyVersionOperations::delete));
    }

    private static String arn(Call call) throws ApiError {
        return Checks.policyArn(call, "PolicyArn");
    }

    private static String versionId(Call call) throws ApiError {
        String id = call.parameters().text("VersionId");
        if (!id.matches("v[1-9]\\d{0,8}")) {
            throw Checks.constraint(
                    id, "VersionId", "Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");
        }
        return id;
    }

    private static Answer create(Call call) throws ApiError {
        String arn = arn(call);
        Found.ownArn(call, arn);
        ManagedPolicy.Version version = new ManagedPolicy.Version(Documents.managed(call), call.time());
        boolean asDefault = call.parameters().flag("SetAsDefault");
        ManagedPolicy changed = Found.policy(
                call,
                call.cloud().change(world -> {
                    ManagedPolicy policy = Found.ownPolicy(call, world, arn);
                    if (policy.versions().size() >= Limits.VERSIONS_OF_A_POLICY) {
                        throw ApiError.limitExceeded("A managed policy can have up to " + Limits.VERSIONS_OF_A_POLICY
                                + " versions. Before you create a new version, you must delete an existing version.");
                    }
                    return world.change(
                            call.caller().account(), account -> account.with(policy.withVersion(version, asDefault)));
                }),
                arn);
        return Answer.of(Answer.node().set("PolicyVersion", view(changed, "v" + changed.latest())));
    }

    /** As all but GetPolicyVersion show it: without the document. */
    private static ObjectNode view(ManagedPolicy policy, String id) {
        ObjectNode node = Answer.node();
        node.put("VersionId", id);
        node.put("IsDefaultVersion", policy.defaultVersion().equals(id));
        return Views.time(node, "CreateDate", policy.versions().get(id).created());
    }

    /** With the document. */
    static ObjectNode fullView(ManagedPolicy policy, String id) {
        return view(policy, id)
                .put("Document", UriText.encode(policy.versions().get(id).document()));
    }

    private static Answer get(Call call) throws ApiError {
        ManagedPolicy policy = Found.policy(call, call.cloud().world(), arn(call));
        String id = versionId(call);
        Found.version(policy, id);
        return Answer.of(Answer.node().set("PolicyVersion", fullView(policy, id)));
    }

    private static Answer list(Call call) throws ApiError {
        ManagedPolicy policy = Found.policy(call, call.cloud().world(), arn(call));
        List<String> newestFirst = new ArrayList<>(policy.versions().keySet());
        Collections.reverse(newestFirst);
        return Page.answer(call, "Versions", newestFirst, id -> view(policy, id));
    }

    private static Answer setDefault(Call call) throws ApiError {
        String arn = arn(call);
        String id = versionId(call);
        Changes.account(call, (world, account) -> {
            ManagedPolicy policy = Found.ownPolicy(call, world, arn);
            Found.version(policy, id);
            return account.with(policy.withDefault(id));
        });
        return Answer.nothing();
    }

    private static Answer delete(Call call) throws ApiError {
        String arn = arn(call);
        String id = versionId(call);
        Changes.account(call, (world, account) -> {
            ManagedPolicy policy = Found.ownPolicy(call, world, arn);
            Found.version(policy, id);
            if (policy.defaultVersion().equals(id)) {
                throw ApiError.deleteConflict("Cannot delete the default version of a policy.");
            }
            return account.with(policy.withoutVersion(id));
        });
        return Answer.nothing();
    }
}
