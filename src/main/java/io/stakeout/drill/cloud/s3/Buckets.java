package io.stakeout.drill.cloud.s3;

import java.util.function.UnaryOperator;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.world.Bucket;
import io.stakeout.drill.world.World;

/** Finds and changes the bucket that a call is about. */
final class Buckets {

    private Buckets() {}

    static String name(Call call) throws ApiError {
        return call.parameters().text("bucketName");
    }

    static Bucket find(Call call) throws ApiError {
        return find(call.cloud().world(), name(call));
    }

    static Bucket find(World world, String name) throws ApiError {
        return world.bucket(name)
                .orElseThrow(() -> new ApiError("NoSuchBucket", 404, "The specified bucket does not exist"));
    }

    static void change(Call call, UnaryOperator<Bucket> change) throws ApiError {
        String name = name(call);
        call.cloud().change(world -> world.with(change.apply(find(world, name))));
    }

    static ApiEvent.Resource resource(Call call) throws ApiError {
        Bucket bucket = find(call);
        return new ApiEvent.Resource(bucket.account(), "AWS::S3::Bucket", bucket.arn());
    }
}
