package io.stakeout.drill.cloud.sts;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.cloud.Session;
import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.world.User;

/**
 * GetFederationToken: temporary credentials under a name, that may do what both the user and the passed policies allow.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html">GetFederationToken</a>
 */
final class GetFederationToken {

    private static final int SHORTEST = 900;
    private static final int LONGEST = 129_600;
    private static final int USUAL = 43_200;

    private GetFederationToken() {}

    static Operation operation() {
        return Operation.write(Api.STS, "GetFederationToken", GetFederationToken::needs, GetFederationToken::effect);
    }

    private static List<Ask> needs(Call call) throws ApiError {
        if (call.caller().credential() != CredentialKind.LONG_TERM) {
            throw new ApiError("AccessDenied", 403, "Cannot call GetFederationToken with session credentials");
        }
        return List.of(Ask.of("sts:GetFederationToken", arn(call)));
    }

    private static String arn(Call call) throws ApiError {
        String name = call.parameters().text("Name");
        if (!name.matches("[\\w+=,.@-]{2,32}")) {
            throw ApiError.validation("'name' must be 2 to 32 characters of [\\w+=,.@-]");
        }
        return "arn:aws:sts::" + call.caller().account() + ":federated-user/" + name;
    }

    private static Answer effect(Call call) throws ApiError {
        Session session = session(call);
        call.cloud().open(session);
        ObjectNode result = Issue.credentials(session);
        ObjectNode federated = result.putObject("FederatedUser");
        federated.put("FederatedUserId", session.account() + ":" + session.name());
        federated.put("Arn", arn(call));
        return Answer.of(result);
    }

    private static Session session(Call call) throws ApiError {
        int seconds = call.parameters().number("DurationSeconds", USUAL, SHORTEST, LONGEST);
        User user = call.effectiveAccount().user(call.caller().owner()).orElseThrow();
        return new Session(
                call.cloud().ids().unique("ASIA"),
                call.cloud().ids().secret(),
                call.cloud().ids().token(),
                CredentialKind.FEDERATION_TOKEN,
                call.caller().account(),
                user.name(),
                user.entity().id(),
                call.parameters().text("Name"),
                call.time(),
                call.time().plusSeconds(seconds),
                false,
                false,
                Optional.empty(),
                Passed.tags(call),
                Passed.transitive(call),
                Optional.of(Passed.policies(call).orElse(List.of())),
                Optional.empty(),
                Optional.empty());
    }
}
