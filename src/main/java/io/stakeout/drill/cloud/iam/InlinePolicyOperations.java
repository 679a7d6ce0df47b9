package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.cloud.UriText;
import io.stakeout.drill.world.Permissions;

/** Inline policies of users, roles and groups. */
final class InlinePolicyOperations {

    private InlinePolicyOperations() {}

    static List<Operation> all() {
        return Stream.of(Holder.values()).flatMap(InlinePolicyOperations::of).toList();
    }

    private static Stream<Operation> of(Holder holder) {
        String word = holder.word();
        return Stream.of(
                Operation.write(Api.IAM, "Put" + word + "Policy", holder::asks, call -> put(call, holder)),
                Operation.read(Api.IAM, "Get" + word + "Policy", holder::asks, call -> get(call, holder)),
                Operation.read(Api.IAM, "List" + word + "Policies", holder::asks, call -> list(call, holder)),
                Operation.write(Api.IAM, "Delete" + word + "Policy", holder::asks, call -> delete(call, holder)));
    }

    private static Answer put(Call call, Holder holder) throws ApiError {
        String policy = policyName(call);
        String document = Documents.identity(call);
        String name = holder.name(call);
        holder.change(call, (world, permissions) -> {
            Permissions changed = permissions.withInline(policy, document);
            int size = changed.inline().values().stream().mapToInt(Limits::size).sum();
            if (size > holder.inlineSize()) {
                throw ApiError.limitExceeded("Maximum policy size of " + holder.inlineSize() + " bytes exceeded for "
                        + lower(holder) + " " + name);
            }
            return changed;
        });
        return Answer.nothing();
    }

    private static Answer get(Call call, Holder holder) throws ApiError {
        String name = holder.name(call);
        String policy = policyName(call);
        Permissions permissions = holder.permissions(call.account(), name);
        ObjectNode node = Answer.node();
        node.put(holder.word() + "Name", name);
        node.put("PolicyName", policy);
        node.put("PolicyDocument", UriText.encode(document(permissions, holder, policy)));
        return Answer.of(node);
    }

    private static Answer list(Call call, Holder holder) throws ApiError {
        Permissions permissions = holder.permissions(call.account(), holder.name(call));
        List<String> names = List.copyOf(permissions.inline().keySet());
        return Page.answer(call, "PolicyNames", names, JsonNodeFactory.instance::textNode);
    }

    private static Answer delete(Call call, Holder holder) throws ApiError {
        String policy = policyName(call);
        holder.change(call, (world, permissions) -> {
            document(permissions, holder, policy);
            return permissions.withoutInline(policy);
        });
        return Answer.nothing();
    }

    private static String document(Permissions permissions, Holder holder, String policy) throws ApiError {
        return Optional.ofNullable(permissions.inline().get(policy))
                .orElseThrow(() -> ApiError.noSuchEntity(
                        "The " + lower(holder) + " policy with name " + policy + " cannot be found."));
    }

    private static String policyName(Call call) throws ApiError {
        return Checks.name(call, "PolicyName", Checks.LONGEST_NAME);
    }

    private static String lower(Holder holder) {
        return holder.word().toLowerCase(Locale.ROOT);
    }
}
