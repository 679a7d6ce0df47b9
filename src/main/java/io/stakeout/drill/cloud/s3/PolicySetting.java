package io.stakeout.drill.cloud.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.policy.MalformedPolicy;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.world.Bucket;

/**
 * A bucket's policy.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access to your Amazon S3 storage</a>
 */
final class PolicySetting {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 20 * 1024;

    private PolicySetting() {}

    static Answer get(Call call) throws ApiError {
        String document = Buckets.find(call)
                .policy()
                .orElseThrow(() -> new ApiError("NoSuchBucketPolicy", 404, "The bucket policy does not exist"));
        return Answer.nothing()
                .withBody(document.getBytes(StandardCharsets.UTF_8))
                .withHeaders(Map.of("Content-Type", "application/json"))
                .touching(Buckets.resource(call));
    }

    /** CloudTrail tells the document as {@code bucketPolicy}. */
    static Answer put(Call call) throws ApiError {
        String document = new String(call.body(), StandardCharsets.UTF_8);
        check(document);
        JsonNode tree = tree(document);
        if (Buckets.find(call)
                        .block()
                        .filter(Bucket.PublicAccessBlock::blockPublicPolicy)
                        .isPresent()
                && openToAll(tree)) {
            throw new ApiError(
                    "AccessDenied",
                    403,
                    "User: " + call.caller().arn() + " is not authorized to perform: s3:PutBucketPolicy on resource: \""
                            + Buckets.find(call).arn()
                            + "\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block"
                            + " Public Access.");
        }
        Buckets.change(call, bucket -> bucket.withPolicy(Optional.of(document)));
        call.parameters().tree().set("bucketPolicy", tree);
        return Answer.nothing().withStatus(204).touching(Buckets.resource(call));
    }

    static Answer delete(Call call) throws ApiError {
        Buckets.change(call, bucket -> bucket.withPolicy(Optional.empty()));
        return Answer.nothing().withStatus(204).touching(Buckets.resource(call));
    }

    static Answer status(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        if (bucket.policy().isEmpty()) {
            throw new ApiError("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
        }
        ObjectNode result = Answer.node();
        result.putObject("PolicyStatus")
                .put("IsPublic", openToAll(tree(bucket.policy().get())));
        return Answer.of(result).touching(Buckets.resource(call));
    }

    private static void check(String document) throws ApiError {
        if (document.length() > LONGEST) {
            throw new ApiError("EntityTooLarge", 400, "A bucket policy has at most 20 KB.");
        }
        try {
            PolicyDocument.parse(document, PolicyDocument.Kind.RESOURCE);
        } catch (MalformedPolicy e) {
            throw new ApiError("MalformedPolicy", 400, e.getMessage());
        }
    }

    /** Whether a statement allows everybody something, without a condition. */
    private static boolean openToAll(JsonNode policy) {
        JsonNode statements = policy.path("Statement");
        if (statements.isObject()) {
            return opens(statements);
        }
        for (JsonNode statement : statements) {
            if (opens(statement)) {
                return true;
            }
        }
        return false;
    }

    private static boolean opens(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        String aws = principal.path("AWS").toString();
        return statement.path("Effect").asText().equals("Allow")
                && statement.path("Condition").isEmpty()
                && (principal.asText().equals("*")
                        || aws.equals("\"*\"")
                        || aws.contains("[\"*\"")
                        || aws.contains(",\"*\""));
    }

    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new IllegalStateException("a policy is checked before it is stored", e);
        }
    }
}
