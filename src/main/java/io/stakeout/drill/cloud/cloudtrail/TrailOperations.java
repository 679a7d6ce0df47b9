package io.stakeout.drill.cloud.cloudtrail;

import java.time.Instant;
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
import io.stakeout.drill.world.Trail;

/** The calls of CloudTrail: what an attacker looks up, and how it blinds us. */
public final class TrailOperations {

    private interface Turn {
        Trail of(Trail trail, Instant now);
    }

    private TrailOperations() {}

    public static List<Operation> all() {
        return List.of(
                Operation.read(
                        Api.CLOUDTRAIL,
                        "DescribeTrails",
                        call -> List.of(Ask.of("cloudtrail:DescribeTrails", "*")),
                        TrailOperations::describe),
                Operation.read(
                        Api.CLOUDTRAIL, "GetTrailStatus", on("cloudtrail:GetTrailStatus"), TrailOperations::status),
                turning("StopLogging", Trail::stop),
                turning("StartLogging", Trail::start));
    }

    private static Operation turning(String name, Turn turn) {
        return Operation.write(Api.CLOUDTRAIL, name, on("cloudtrail:" + name), call -> {
            call.cloud().change(world -> {
                Account account = world.account(call.caller().account());
                return world.with(account.with(turn.of(trail(account, name(call)), call.time())));
            });
            return Answer.nothing();
        });
    }

    private static Operation.Needs on(String action) {
        return call -> List.of(Ask.of(action, arn(call)));
    }

    private static String arn(Call call) throws ApiError {
        String name = call.parameters().text("Name");
        return name.startsWith("arn:")
                ? name
                : "arn:aws:cloudtrail:" + call.origin().region() + ":"
                        + call.caller().account() + ":trail/" + name;
    }

    private static String name(Call call) throws ApiError {
        String name = call.parameters().text("Name");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Trail trail(Account account, String name) throws ApiError {
        return Optional.ofNullable(account.trails().get(name))
                .orElseThrow(() -> new ApiError(
                        "TrailNotFoundException", 400, "Unknown trail: " + name + " for the user: " + account.id()));
    }

    private static Answer describe(Call call) {
        ObjectNode result = Answer.node();
        ArrayNode list = result.putArray("trailList");
        call.account().trails().values().forEach(trail -> {
            ObjectNode node = list.addObject();
            node.put("Name", trail.name());
            node.put("TrailARN", trail.arn());
            node.put("HomeRegion", trail.region());
            node.put("IsMultiRegionTrail", true);
            node.put("IncludeGlobalServiceEvents", true);
        });
        return Answer.of(result);
    }

    private static Answer status(Call call) throws ApiError {
        Trail trail = trail(call.account(), name(call));
        ObjectNode result = Answer.node();
        result.put("IsLogging", trail.logging());
        result.putPOJO("StartLoggingTime", trail.started());
        trail.stopped().ifPresent(time -> result.putPOJO("StopLoggingTime", time));
        return Answer.of(result);
    }
}
