package io.stakeout.drill.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.world.Bucket;

/** S3 Block Public Access of a bucket. */
final class BlockSetting {

    private BlockSetting() {}

    static Answer get(Call call) throws ApiError {
        Bucket.PublicAccessBlock block = Buckets.find(call)
                .block()
                .orElseThrow(() -> new ApiError(
                        "NoSuchPublicAccessBlockConfiguration",
                        404,
                        "The public access block configuration was not found"));
        ObjectNode result = Answer.node();
        ObjectNode root = result.putObject("PublicAccessBlockConfiguration");
        root.put("BlockPublicAcls", block.blockPublicAcls());
        root.put("IgnorePublicAcls", block.ignorePublicAcls());
        root.put("BlockPublicPolicy", block.blockPublicPolicy());
        root.put("RestrictPublicBuckets", block.restrictPublicBuckets());
        return Answer.of(result).touching(Buckets.resource(call));
    }

    static Answer put(Call call) throws ApiError {
        String xml = new String(call.body(), StandardCharsets.UTF_8);
        Bucket.PublicAccessBlock block = new Bucket.PublicAccessBlock(
                on(xml, "BlockPublicAcls"),
                on(xml, "IgnorePublicAcls"),
                on(xml, "BlockPublicPolicy"),
                on(xml, "RestrictPublicBuckets"));
        Buckets.change(call, bucket -> bucket.withBlock(Optional.of(block)));
        ObjectNode told = call.parameters().tree().putObject("PublicAccessBlockConfiguration");
        told.put("BlockPublicAcls", block.blockPublicAcls());
        told.put("IgnorePublicAcls", block.ignorePublicAcls());
        told.put("BlockPublicPolicy", block.blockPublicPolicy());
        told.put("RestrictPublicBuckets", block.restrictPublicBuckets());
        return Answer.nothing().touching(Buckets.resource(call));
    }

    /** Four flags in a flat document: no parser is needed, and so none can be attacked. */
    private static boolean on(String xml, String element) {
        return xml.replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT)
                .contains("<" + element.toLowerCase(Locale.ROOT) + ">true<");
    }

    static Answer delete(Call call) throws ApiError {
        Buckets.change(call, bucket -> bucket.withBlock(Optional.empty()));
        return Answer.nothing().withStatus(204).touching(Buckets.resource(call));
    }
}
