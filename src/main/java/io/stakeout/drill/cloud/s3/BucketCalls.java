package io.stakeout.drill.cloud.s3;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.world.Bucket;

/** Buckets and what is in them. */
final class BucketCalls {

    private static final int PAGE = 1_000;

    private final Objects objects;

    BucketCalls(Objects objects) {
        this.objects = objects;
    }

    Answer list(Call call) {
        ObjectNode result = Answer.node();
        ObjectNode root = result.putObject("ListAllMyBucketsResult");
        ObjectNode owner = root.putObject("Owner");
        owner.put("ID", call.caller().account());
        ArrayNode list = root.putObject("Buckets").putArray("Bucket");
        call.cloud().world().buckets().values().stream()
                .filter(bucket -> bucket.account().equals(call.caller().account()))
                .forEach(bucket -> {
                    ObjectNode node = list.addObject();
                    node.put("Name", bucket.name());
                    node.putPOJO("CreationDate", bucket.created());
                });
        return Answer.of(result);
    }

    Answer create(Call call) throws ApiError {
        String name = Buckets.name(call);
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new ApiError("InvalidBucketName", 400, "The specified bucket is not valid.");
        }
        call.cloud().change(world -> {
            if (world.bucket(name).isPresent()) {
                throw new ApiError(
                        "BucketAlreadyExists", 409, "The requested bucket name is not available. It exists already.");
            }
            return world.with(
                    new Bucket(call.caller().account(), name, call.origin().region(), call.time()));
        });
        return Answer.nothing().withHeaders(Map.of("Location", "/" + name)).touching(Buckets.resource(call));
    }

    Answer delete(Call call) throws ApiError {
        String name = Buckets.name(call);
        ApiEvent.Resource resource = Buckets.resource(call);
        call.cloud().change(world -> {
            Buckets.find(world, name);
            if (!objects.empty(name)) {
                throw new ApiError("BucketNotEmpty", 409, "The bucket you tried to delete is not empty");
            }
            return world.withoutBucket(name);
        });
        return Answer.nothing().withStatus(204).touching(resource);
    }

    Answer head(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        return Answer.nothing()
                .withHeaders(Map.of("x-amz-bucket-region", bucket.region()))
                .touching(Buckets.resource(call));
    }

    Answer location(Call call) throws ApiError {
        ObjectNode result = Answer.node();
        ObjectNode root = result.putObject("LocationConstraint");
        String region = Buckets.find(call).region();
        if (!region.equals("us-east-1")) {
            root.put("LocationConstraint", region);
        }
        return Answer.of(result).touching(Buckets.resource(call));
    }

    Answer listObjects(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        String after = call.parameters()
                .find("continuation-token")
                .or(() -> call.parameters().find("start-after"))
                .or(() -> call.parameters().find("marker"))
                .orElse("");
        String prefix = call.parameters().find("prefix").orElse("");
        int most = call.parameters().number("max-keys", PAGE, 0, PAGE);
        Listing.Wish wish =
                new Listing.Wish(prefix, call.parameters().find("delimiter").orElse(""), after, most);
        Listing page = Listing.of(objects.list(bucket.name(), prefix, after), wish);
        ObjectNode result = Answer.node();
        ObjectNode root = result.putObject("ListBucketResult");
        root.put("Name", bucket.name());
        root.put("Prefix", prefix);
        root.put("KeyCount", page.size());
        root.put("MaxKeys", most);
        root.put("IsTruncated", page.truncated());
        if (page.truncated() && page.size() > 0) {
            root.put(call.parameters().has("list-type") ? "NextContinuationToken" : "NextMarker", page.last());
        }
        contents(root.putArray("Contents"), page.objects());
        ArrayNode prefixes = root.putArray("CommonPrefixes");
        page.prefixes().forEach(common -> prefixes.addObject().put("Prefix", common));
        return Answer.of(result).touching(Buckets.resource(call));
    }

    private static void contents(ArrayNode contents, List<Objects.Stored> page) {
        page.forEach(object -> {
            ObjectNode node = contents.addObject();
            node.put("Key", object.key());
            node.putPOJO("LastModified", object.changed());
            node.put("ETag", object.etag());
            node.put("Size", object.content().length);
            node.put("StorageClass", "STANDARD");
        });
    }
}
