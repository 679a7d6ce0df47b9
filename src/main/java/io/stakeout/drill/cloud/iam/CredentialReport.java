package io.stakeout.drill.cloud.iam;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.AccessKey;
import io.stakeout.drill.world.User;

/**
 * The credential report: a table of all users, made when it is asked for and kept for four hours. It has one of AWS's
 * columns for each credential that the cloud knows; the root's row and passwords' ages are not told.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html">Generate credential
 *     reports</a>
 */
final class CredentialReport {

    private static final int HOURS = 4;
    private static final String NOTHING = "N/A";
    private static final String HEADER = "user,arn,user_creation_time,password_enabled,mfa_active,"
            + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
            + "access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service";

    private record Report(Instant made, String content) {}

    private final Map<String, Report> byAccount = new ConcurrentHashMap<>();

    List<Operation> operations() {
        return List.of(
                Operation.read(Api.IAM, "GenerateCredentialReport", Resources::everything, this::generate),
                Operation.read(Api.IAM, "GetCredentialReport", Resources::everything, this::get));
    }

    private Answer generate(Call call) {
        byAccount.compute(
                call.caller().account(),
                (account, old) -> old == null || stale(old, call) ? new Report(call.time(), content(call)) : old);
        ObjectNode result = Answer.node();
        result.put("State", "COMPLETE");
        return Answer.of(result);
    }

    private static boolean stale(Report report, Call call) {
        return report.made().plus(HOURS, ChronoUnit.HOURS).isBefore(call.time());
    }

    private Answer get(Call call) throws ApiError {
        Report report = Optional.ofNullable(byAccount.get(call.caller().account()))
                .orElseThrow(() -> new ApiError("ReportNotPresent", 410, "No report is present."));
        if (stale(report, call)) {
            throw new ApiError("ReportExpired", 410, "The report is older than four hours.");
        }
        ObjectNode result = Answer.node();
        result.put(
                "Content", Base64.getEncoder().encodeToString(report.content().getBytes(StandardCharsets.UTF_8)));
        result.put("ReportFormat", "text/csv");
        result.putPOJO("GeneratedTime", report.made());
        return Answer.of(result);
    }

    private static String content(Call call) {
        return call.account().users().values().stream()
                .map(user -> row(call.cloud(), user))
                .collect(Collectors.joining("\n", HEADER + "\n", ""));
    }

    private static String row(Cloud cloud, User user) {
        List<AccessKey> keys = List.copyOf(user.credentials().keys().values());
        return String.join(
                ",",
                quoted(user.name()),
                quoted(user.arn()),
                time(user.entity().created()),
                Boolean.toString(user.credentials().login().isPresent()),
                Boolean.toString(!user.credentials().mfaDevices().isEmpty()),
                key(cloud, keys, 0),
                key(cloud, keys, 1));
    }

    /** A name may have a comma in it. */
    private static String quoted(String text) {
        return text.contains(",") ? '"' + text + '"' : text;
    }

    private static String key(Cloud cloud, List<AccessKey> keys, int index) {
        if (index >= keys.size()) {
            return String.join(",", "false", NOTHING, NOTHING, NOTHING, NOTHING);
        }
        AccessKey key = keys.get(index);
        Optional<Cloud.LastUse> use = cloud.lastUse(key.id());
        return String.join(
                ",",
                Boolean.toString(key.active()),
                time(key.created()),
                use.map(last -> time(last.time())).orElse(NOTHING),
                use.map(Cloud.LastUse::region).orElse(NOTHING),
                use.map(Cloud.LastUse::signingName).orElse(NOTHING));
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
