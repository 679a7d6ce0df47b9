package io.stakeout.drill.cloud.sts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 * GetSessionToken: temporary credentials of an IAM user, which no policy can refuse.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
 */
final class GetSessionToken {

    private static final int SHORTEST = 900;
    private static final int LONGEST = 129_600;
    private static final int USUAL = 43_200;

    private GetSessionToken() {}

    static Operation operation() {
        return Operation.write(Api.STS, "GetSessionToken", GetSessionToken::needs, GetSessionToken::effect);
    }

    private static List<Ask> needs(Call call) throws ApiError {
        if (call.caller().credential() != CredentialKind.LONG_TERM) {
            throw new ApiError("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
        }
        return List.of(Ask.of("sts:GetSessionToken", "*"));
    }

    private static Answer effect(Call call) throws ApiError {
        int seconds = call.parameters().number("DurationSeconds", USUAL, SHORTEST, LONGEST);
        User user = call.effectiveAccount().user(call.caller().owner()).orElseThrow();
        Session session = new Session(
                call.cloud().ids().unique("ASIA"),
                call.cloud().ids().secret(),
                call.cloud().ids().token(),
                CredentialKind.SESSION_TOKEN,
                call.caller().account(),
                user.name(),
                user.entity().id(),
                user.name(),
                call.time(),
                call.time().plusSeconds(seconds),
                Passed.mfa(call),
                false,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        call.cloud().open(session);
        return Answer.of(Issue.credentials(session));
    }
}
