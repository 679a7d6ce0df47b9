package io.stakeout.drill.cloud.sts;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Judge;
import io.stakeout.drill.cloud.Operation;

/** The calls of STS. */
public final class StsOperations {

    private StsOperations() {}

    public static List<Operation> all(Judge judge) {
        AssumeRole assumeRole = new AssumeRole(judge);
        return List.of(
                Operation.read(
                        Api.STS,
                        "GetCallerIdentity",
                        call -> List.of(Ask.of("sts:GetCallerIdentity", "*")),
                        StsOperations::callerIdentity),
                Operation.read(Api.STS, "AssumeRole", assumeRole::needs, assumeRole::effect)
                        .recording(),
                GetSessionToken.operation(),
                GetFederationToken.operation());
    }

    private static Answer callerIdentity(Call call) {
        ObjectNode result = Answer.node();
        result.put("Arn", call.caller().arn());
        result.put("UserId", call.caller().principal().userId());
        result.put("Account", call.caller().account());
        return Answer.of(result);
    }
}
