package io.stakeout.drill.cloud;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.policy.Principal;

/**
 * The condition keys that every call has.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS global
 *     condition context keys</a>
 */
final class Context {

    private Context() {}

    static Map<String, List<String>> of(Call call, Ask ask) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        principal(call, keys);
        session(call.caller(), keys);
        request(call, keys);
        keys.putAll(ask.context());
        return keys;
    }

    private static void principal(Call call, Map<String, List<String>> keys) {
        Caller caller = call.caller();
        put(keys, "aws:PrincipalArn", caller.principal().arn());
        put(keys, "aws:PrincipalAccount", caller.account());
        put(keys, "aws:PrincipalOrgID", call.effective().organization().id());
        put(keys, "aws:PrincipalType", type(caller.principal().kind()));
        put(keys, "aws:userid", caller.principal().userId());
        put(keys, "aws:PrincipalIsAWSService", "false");
        if (caller.principal().kind() == Principal.Kind.USER) {
            put(keys, "aws:username", caller.owner());
        }
        caller.tags().forEach((tag, value) -> put(keys, "aws:PrincipalTag/" + tag, value));
    }

    private static String type(Principal.Kind kind) {
        return switch (kind) {
            case ROOT -> "Account";
            case USER -> "User";
            case ROLE_SESSION -> "AssumedRole";
            case FEDERATED_USER -> "FederatedUser";
            case SERVICE -> "Service";
        };
    }

    /** Long-term credentials have none of these keys, whatever a policy asks. */
    private static void session(Caller caller, Map<String, List<String>> keys) {
        if (caller.credential() == CredentialKind.LONG_TERM) {
            return;
        }
        caller.session().ifPresent(session -> {
            put(keys, "aws:TokenIssueTime", seconds(session.issued()));
            put(keys, "aws:MultiFactorAuthPresent", Boolean.toString(session.mfa()));
            session.sourceIdentity().ifPresent(person -> put(keys, "aws:SourceIdentity", person));
            session.person().ifPresent(person -> put(keys, "identitystore:userId", person));
            session.deliveredTo().ifPresent(instance -> put(keys, "ec2:SourceInstanceARN", instance));
        });
    }

    private static void request(Call call, Map<String, List<String>> keys) {
        put(keys, "aws:SourceIp", call.origin().sourceIp());
        put(keys, "aws:UserAgent", call.origin().userAgent());
        put(
                keys,
                "aws:RequestedRegion",
                call.operation().api().recordedIn(call.origin().region()));
        put(keys, "aws:CurrentTime", seconds(call.time()));
        put(keys, "aws:EpochTime", Long.toString(call.time().getEpochSecond()));
        put(keys, "aws:SecureTransport", "true");
        put(keys, "aws:ViaAWSService", "false");
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void put(Map<String, List<String>> keys, String key, String value) {
        keys.put(key, List.of(value));
    }
}
