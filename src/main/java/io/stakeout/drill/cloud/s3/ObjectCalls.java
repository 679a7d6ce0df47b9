package io.stakeout.drill.cloud.s3;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.world.Bucket;

/** Objects. Reading or writing one in a bucket that a key encrypts has a consequence: S3 asks KMS, as the caller. */
final class ObjectCalls {

    private final Objects objects;

    ObjectCalls(Objects objects) {
        this.objects = objects;
    }

    Answer get(Call call) throws ApiError {
        Objects.Stored object = find(call);
        Consequences.ofReading(call, Buckets.find(call));
        return about(call, Answer.nothing().withBody(object.content()).withHeaders(headers(object)));
    }

    Answer head(Call call) throws ApiError {
        Objects.Stored object = find(call);
        Map<String, String> headers = headers(object);
        headers.put("Content-Length", Integer.toString(object.content().length));
        return about(call, Answer.nothing().withHeaders(headers));
    }

    private static Map<String, String> headers(Objects.Stored object) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", object.etag());
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(object.changed().atOffset(ZoneOffset.UTC)));
        headers.put("Content-Type", "binary/octet-stream");
        return headers;
    }

    Answer put(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        String etag = "\"" + md5(call.body()) + "\"";
        objects.put(bucket.name(), new Objects.Stored(call.parameters().text("key"), call.body(), call.time(), etag));
        Consequences.ofWriting(call, bucket);
        return about(call, Answer.nothing().withHeaders(Map.of("ETag", etag)));
    }

    Answer delete(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        objects.delete(bucket.name(), call.parameters().text("key"));
        return about(call, Answer.nothing().withStatus(204));
    }

    private Objects.Stored find(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        return objects.find(bucket.name(), call.parameters().text("key"))
                .orElseThrow(() -> new ApiError("NoSuchKey", 404, "The specified key does not exist."));
    }

    private static Answer about(Call call, Answer answer) throws ApiError {
        ApiEvent.Resource bucket = Buckets.resource(call);
        String key = bucket.arn() + "/" + call.parameters().text("key");
        return answer.touching(new ApiEvent.Resource("", "AWS::S3::Object", key), bucket);
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has MD5, which is what S3's ETag is", e);
        }
    }
}
