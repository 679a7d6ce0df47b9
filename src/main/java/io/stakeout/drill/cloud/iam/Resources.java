package io.stakeout.drill.cloud.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.World;

/**
 * Which permission a call needs, and on what. IAM knows the ARN only of what there is, since the path is part of it; of
 * what isn't there it says {@code user name}, as real records of refused calls show, and only {@code *} allows that.
 */
final class Resources {

    private Resources() {}

    static String action(Call call) {
        return "iam:" + call.operation().name();
    }

    static String arn(Call call, String kind, String path, String name) {
        return "arn:aws:iam::" + call.caller().account() + ":" + kind + path + name;
    }

    static List<Ask> everything(Call call) {
        return List.of(Ask.of(action(call), "*"));
    }

    /** Of a list by path. */
    static Operation.Needs under(String kind) {
        return call -> List.of(Ask.of(action(call), arn(call, kind, Checks.pathPrefix(call), "")));
    }

    static List<Ask> user(Call call) throws ApiError {
        return List.of(user(call, Checks.userName(call)));
    }

    static List<Ask> userOrOwn(Call call) throws ApiError {
        return List.of(user(call, Checks.userNameOrOwn(call)));
    }

    static Ask user(Call call, String name) {
        return call.account()
                .user(name)
                .map(user -> ask(call, user.arn(), user.entity()))
                .orElseGet(() -> Ask.of(action(call), "user " + name));
    }

    static List<Ask> role(Call call) throws ApiError {
        return List.of(role(call, Checks.name(call, "RoleName", Checks.LONGEST_USER_NAME)));
    }

    static Ask role(Call call, String name) {
        return call.account()
                .role(name)
                .map(role -> ask(call, role.arn(), role.entity()))
                .orElseGet(() -> Ask.of(action(call), "role " + name));
    }

    static List<Ask> group(Call call) throws ApiError {
        return List.of(group(call, Checks.name(call, "GroupName", Checks.LONGEST_NAME)));
    }

    static Ask group(Call call, String name) {
        return call.account()
                .group(name)
                .map(group -> ask(call, group.arn(), group.entity()))
                .orElseGet(() -> Ask.of(action(call), "group " + name));
    }

    /** A managed policy's ARN is told in full by who calls. */
    static List<Ask> policy(Call call) throws ApiError {
        String arn = Checks.policyArn(call, "PolicyArn");
        World world = call.cloud().world();
        return List.of(world.managedPolicy(arn)
                .map(policy -> ask(call, arn, policy.entity()))
                .orElseGet(() -> Ask.of(action(call), arn)));
    }

    static List<Ask> instanceProfile(Call call) throws ApiError {
        String name = Checks.name(call, "InstanceProfileName", Checks.LONGEST_NAME);
        return List.of(Optional.ofNullable(call.account().instanceProfiles().get(name))
                .map(profile -> ask(call, profile.arn(), profile.entity()))
                .orElseGet(() -> Ask.of(action(call), "instance profile " + name)));
    }

    /** An ask on something that is there: its tags are condition keys. */
    private static Ask ask(Call call, String arn, Entity entity) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        entity.tags().forEach((tag, value) -> {
            keys.put("aws:ResourceTag/" + tag, List.of(value));
            keys.put("iam:ResourceTag/" + tag, List.of(value));
        });
        return Ask.of(action(call), arn).with(keys);
    }

    /** The ask with further condition keys. */
    static Ask and(Ask ask, Map<String, List<String>> more) {
        Map<String, List<String>> keys = new LinkedHashMap<>(ask.context());
        keys.putAll(more);
        return ask.with(keys);
    }
}
