package io.stakeout.drill.cloud.s3;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.CallerIdentity;
import io.stakeout.drill.world.Bucket;

/**
 * What S3 does in the caller's name: for an encrypted object it has KMS make or open a data key, with a key of its own
 * that no event has issued. {@code invokedBy} tells.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">Forward access
 *     sessions</a>
 */
final class Consequences {

    private static final String INTERNAL = "AWS Internal";

    private Consequences() {}

    static void ofReading(Call call, Bucket bucket) {
        bucket.kmsKey().ifPresent(key -> record(call, bucket, key, "Decrypt"));
    }

    static void ofWriting(Call call, Bucket bucket) {
        bucket.kmsKey().ifPresent(key -> record(call, bucket, key, "GenerateDataKey"));
    }

    private static void record(Call call, Bucket bucket, String key, String name) {
        ObjectNode parameters = Answer.node();
        parameters.putObject("encryptionContext").put("aws:s3:arn", bucket.arn());
        if (name.equals("GenerateDataKey")) {
            parameters.put("keyId", key);
            parameters.put("keySpec", "AES_256");
        } else {
            parameters.put("encryptionAlgorithm", "SYMMETRIC_DEFAULT");
        }
        ApiEvent event = ApiEvent.at(call.time(), forwarded(call), "kms.amazonaws.com", name)
                .eventId(call.cloud().ids().uuid())
                .requestId(call.cloud().ids().uuid())
                .region(bucket.region())
                .from(INTERNAL, INTERNAL)
                .readOnly(true)
                .requestParameters(parameters)
                .resource(bucket.account(), "AWS::KMS::Key", key)
                .recipientAccountId(call.caller().account())
                .build();
        call.cloud().record(event, call.origin().actor());
    }

    private static CallerIdentity forwarded(Call call) {
        CallerIdentity caller = call.caller().identity();
        return new CallerIdentity(
                caller.type(),
                caller.accountId(),
                caller.principalId(),
                caller.arn(),
                caller.userName(),
                Optional.of(call.cloud().ids().unique("ASIA")),
                caller.session(),
                Optional.of(INTERNAL));
    }
}
