package io.stakeout.drill.cloud.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.world.Bucket;

/** How a bucket encrypts; which key does is part of the drill's stage and can't be changed. */
final class EncryptionSetting {

    private EncryptionSetting() {}

    static Answer get(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        ObjectNode result = Answer.node();
        ObjectNode rule = result.putObject("ServerSideEncryptionConfiguration").putObject("Rule");
        ObjectNode how = rule.putObject("ApplyServerSideEncryptionByDefault");
        how.put("SSEAlgorithm", bucket.kmsKey().isPresent() ? "aws:kms" : "AES256");
        bucket.kmsKey().ifPresent(key -> how.put("KMSMasterKeyID", key));
        return Answer.of(result).touching(Buckets.resource(call));
    }
}
