package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.ManagedPolicy;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.World;

/** Managed policies on users, roles and groups. */
final class AttachmentOperations {

    private AttachmentOperations() {}

    static List<Operation> all() {
        return Stream.of(Holder.values()).flatMap(AttachmentOperations::of).toList();
    }

    private static Stream<Operation> of(Holder holder) {
        String word = holder.word();
        return Stream.of(
                Operation.write(
                        Api.IAM, "Attach" + word + "Policy", call -> asks(call, holder), call -> attach(call, holder)),
                Operation.write(
                        Api.IAM, "Detach" + word + "Policy", call -> asks(call, holder), call -> detach(call, holder)),
                Operation.read(Api.IAM, "ListAttached" + word + "Policies", holder::asks, call -> list(call, holder)));
    }

    private static List<Ask> asks(Call call, Holder holder) throws ApiError {
        String arn = Checks.policyArn(call, "PolicyArn");
        return List.of(Resources.and(holder.ask(call), Map.of("iam:PolicyARN", List.of(arn))));
    }

    private static Answer attach(Call call, Holder holder) throws ApiError {
        String arn = Checks.policyArn(call, "PolicyArn");
        holder.change(call, (world, permissions) -> {
            attachable(call, world, arn);
            if (!permissions.attached().contains(arn)) {
                Limits.quota(
                        "PoliciesPer" + holder.word(), permissions.attached().size(), Limits.ATTACHED_POLICIES);
            }
            return permissions.attach(arn);
        });
        return Answer.nothing();
    }

    private static void attachable(Call call, World world, String arn) throws ApiError {
        ManagedPolicy policy = Found.attachable(call, world, arn);
        if (policy.entity().path().startsWith("/aws-service-role/")) {
            throw new ApiError("PolicyNotAttachable", 400, "Cannot attach a Service Role Policy to a Customer Role.");
        }
    }

    private static Answer detach(Call call, Holder holder) throws ApiError {
        String arn = Checks.policyArn(call, "PolicyArn");
        holder.change(call, (world, permissions) -> {
            if (!permissions.attached().contains(arn)) {
                throw ApiError.noSuchEntity("Policy " + arn + " was not found.");
            }
            return permissions.detach(arn);
        });
        return Answer.nothing();
    }

    private static Answer list(Call call, Holder holder) throws ApiError {
        Permissions permissions = holder.permissions(call.account(), holder.name(call));
        String prefix = Checks.pathPrefix(call);
        World world = call.cloud().world();
        List<String> arns = permissions.attached().stream()
                .filter(arn -> world.managedPolicy(arn)
                        .filter(policy -> policy.entity().path().startsWith(prefix))
                        .isPresent())
                .toList();
        return Page.answer(call, "AttachedPolicies", arns, Views::attached);
    }
}
