package io.stakeout.drill.cloud.s3;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Incoming;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.cloud.Outgoing;
import io.stakeout.drill.cloud.Parameters;
import io.stakeout.drill.cloud.Protocol;
import io.stakeout.drill.cloud.UriText;
import io.stakeout.drill.cloud.XmlText;

/**
 * S3's REST protocol, buckets in the path: method, path and one word of the query say what is called. Operations have the
 * names that CloudTrail gives their events, which aren't always the API's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html">Amazon S3
 *     CloudTrail events</a>
 */
public final class S3Protocol implements Protocol {

    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    /** By sub-resource: what is done with a bucket's. */
    private static final Map<String, String> SUB_RESOURCES = Map.of(
            "policy", "BucketPolicy",
            "policyStatus", "BucketPolicyStatus",
            "acl", "BucketAcl",
            "publicAccessBlock", "BucketPublicAccessBlock",
            "encryption", "BucketEncryption",
            "location", "BucketLocation");

    @Override
    public Asked read(Incoming request) throws ApiError {
        String path = UriText.decode(request.path(), false).substring(1);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        Map<String, String> query = new LinkedHashMap<>();
        UriText.pairs(request.query(), false).forEach(pair -> query.put(pair.getKey(), pair.getValue()));
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        if (!bucket.isEmpty()) {
            parameters.put("bucketName", bucket);
            parameters.put("Host", bucket + ".s3.amazonaws.com");
        }
        if (bucket.isEmpty()) {
            parameters.put("Host", "s3.amazonaws.com");
        }
        if (!key.isEmpty()) {
            parameters.put("key", key);
        }
        query.forEach((name, value) -> {
            if (!name.equals("x-id")) {
                parameters.put(name, value);
            }
        });
        request.header("x-amz-acl").ifPresent(acl -> parameters.put("x-amz-acl", acl));
        return new Asked(
                operation(request, bucket, key, query), new Parameters(parameters), AwsChunked.decode(request));
    }

    private static String operation(Incoming request, String bucket, String key, Map<String, String> query)
            throws ApiError {
        String verb = switch (request.method()) {
            case "GET" -> "Get";
            case "PUT" -> "Put";
            case "DELETE" -> "Delete";
            case "HEAD" -> "Head";
            default -> throw ApiError.notImplemented("s3:" + request.method());
        };
        if (!key.isEmpty()) {
            return object(request, verb, query);
        }
        if (bucket.isEmpty()) {
            return "ListBuckets";
        }
        for (Map.Entry<String, String> sub : SUB_RESOURCES.entrySet()) {
            if (query.containsKey(sub.getKey())) {
                return verb + sub.getValue();
            }
        }
        return bucket(verb, query);
    }

    private static String object(Incoming request, String verb, Map<String, String> query) throws ApiError {
        boolean plain = query.keySet().stream().allMatch(name -> name.equals("x-id"));
        if (!plain || request.header("x-amz-copy-source").isPresent()) {
            throw ApiError.notImplemented("s3 with an object's " + query.keySet());
        }
        return verb + "Object";
    }

    private static String bucket(String verb, Map<String, String> query) throws ApiError {
        boolean listing = query.keySet().stream()
                .allMatch(name -> name.startsWith("x-id")
                        || name.matches("list-type|prefix|delimiter|max-keys|encoding-type|continuation-token"
                                + "|start-after|marker|fetch-owner"));
        if (!listing) {
            throw ApiError.notImplemented("s3 with a bucket's " + query.keySet());
        }
        return switch (verb) {
            case "Get" -> "ListObjects";
            case "Put" -> "CreateBucket";
            case "Delete" -> "DeleteBucket";
            default -> "HeadBucket";
        };
    }

    @Override
    public Outgoing answer(Operation operation, Answer answer, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("x-amz-request-id", requestId);
        if (answer.body().isPresent()) {
            return new Outgoing(answer.status(), headers, answer.body().get());
        }
        if (answer.result().isEmpty()) {
            return new Outgoing(answer.status(), headers, new byte[0]);
        }
        XmlText xml = new XmlText();
        Map.Entry<String, JsonNode> root =
                answer.result().properties().iterator().next();
        xml.open(root.getKey(), NAMESPACE);
        xml.members((ObjectNode) root.getValue(), "");
        xml.close(root.getKey());
        return new Outgoing(
                answer.status(),
                headers,
                xml.outgoing(answer.status(), requestId).body());
    }

    @Override
    public Outgoing error(ApiError error, String requestId) {
        XmlText xml = new XmlText();
        xml.open("Error", "");
        xml.element("Code", error.code());
        xml.element("Message", error.getMessage());
        xml.element("RequestId", requestId);
        xml.close("Error");
        Outgoing written = xml.outgoing(error.status(), requestId);
        return new Outgoing(
                written.status(),
                Map.of("Content-Type", "application/xml", "x-amz-request-id", requestId),
                written.body());
    }
}
