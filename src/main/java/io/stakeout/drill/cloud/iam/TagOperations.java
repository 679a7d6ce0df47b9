package io.stakeout.drill.cloud.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Ordered;

/** Tags of users and roles. */
final class TagOperations {

    private TagOperations() {}

    static List<Operation> all() {
        return Stream.of(Holder.USER, Holder.ROLE).flatMap(TagOperations::of).toList();
    }

    private static Stream<Operation> of(Holder holder) {
        String word = holder.word();
        return Stream.of(
                Operation.write(Api.IAM, "Tag" + word, call -> tagging(call, holder), call -> tag(call, holder)),
                Operation.write(Api.IAM, "Untag" + word, call -> untagging(call, holder), call -> untag(call, holder)),
                Operation.read(Api.IAM, "List" + word + "Tags", holder::asks, call -> list(call, holder)));
    }

    private static List<Ask> tagging(Call call, Holder holder) throws ApiError {
        return List.of(Resources.and(holder.ask(call), Tags.keys(Tags.of(call))));
    }

    private static List<Ask> untagging(Call call, Holder holder) throws ApiError {
        return List.of(Resources.and(
                holder.ask(call), Map.of("aws:TagKeys", call.parameters().texts("TagKeys"))));
    }

    private static Answer tag(Call call, Holder holder) throws ApiError {
        String name = holder.name(call);
        Map<String, String> added = Tags.of(call);
        Changes.account(call, (world, account) -> {
            Map<String, String> tags =
                    new LinkedHashMap<>(holder.entity(account, name).tags());
            tags.putAll(added);
            return holder.tagged(account, name, Tags.within(tags));
        });
        return Answer.nothing();
    }

    private static Answer untag(Call call, Holder holder) throws ApiError {
        String name = holder.name(call);
        Changes.account(call, (world, account) -> {
            Map<String, String> tags = holder.entity(account, name).tags();
            for (String key : call.parameters().texts("TagKeys")) {
                tags = Ordered.without(tags, key);
            }
            return holder.tagged(account, name, tags);
        });
        return Answer.nothing();
    }

    private static Answer list(Call call, Holder holder) throws ApiError {
        Map<String, String> tags =
                holder.entity(call.account(), holder.name(call)).tags();
        return Page.answer(call, "Tags", List.copyOf(tags.entrySet()), Views::tag);
    }
}
