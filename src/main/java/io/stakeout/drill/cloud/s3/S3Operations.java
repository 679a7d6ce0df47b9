package io.stakeout.drill.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Judge;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.policy.ResourcePolicy;
import io.stakeout.drill.world.Bucket;

/**
 * The calls of S3. ACLs are kept and shown, but grant nothing here: every caller is signed and is judged by policies.
 */
public final class S3Operations {

    /**
     * What a list of buckets is about: AWS's own walkthrough allows it on this, and not on every resource. See
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/walkthrough1.html
     */
    private static final String ALL_OF_S3 = "arn:aws:s3:::*";

    private final Judge judge;
    private final Objects objects;

    private S3Operations(Judge judge, Objects objects) {
        this.judge = judge;
        this.objects = objects;
    }

    public static List<Operation> all(Judge judge, Objects objects) {
        S3Operations s3 = new S3Operations(judge, objects);
        List<Operation> operations = new ArrayList<>(s3.buckets());
        operations.addAll(s3.settings());
        operations.addAll(s3.objects());
        return operations;
    }

    private List<Operation> buckets() {
        BucketCalls calls = new BucketCalls(objects);
        return List.of(
                Operation.read(
                        Api.S3, "ListBuckets", call -> List.of(Ask.of("s3:ListAllMyBuckets", ALL_OF_S3)), calls::list),
                write("CreateBucket", "s3:CreateBucket", calls::create),
                write("DeleteBucket", "s3:DeleteBucket", calls::delete),
                read("HeadBucket", "s3:ListBucket", calls::head).asDataEvent(),
                read("ListObjects", "s3:ListBucket", calls::listObjects).asDataEvent(),
                read("GetBucketLocation", "s3:GetBucketLocation", calls::location));
    }

    private List<Operation> settings() {
        return List.of(
                read("GetBucketPolicy", "s3:GetBucketPolicy", PolicySetting::get),
                write("PutBucketPolicy", "s3:PutBucketPolicy", PolicySetting::put),
                write("DeleteBucketPolicy", "s3:DeleteBucketPolicy", PolicySetting::delete),
                read("GetBucketPolicyStatus", "s3:GetBucketPolicyStatus", PolicySetting::status),
                read("GetBucketAcl", "s3:GetBucketAcl", AclSetting::get),
                write("PutBucketAcl", "s3:PutBucketAcl", AclSetting::put),
                read("GetBucketPublicAccessBlock", "s3:GetBucketPublicAccessBlock", BlockSetting::get),
                write("PutBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock", BlockSetting::put),
                write("DeleteBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock", BlockSetting::delete),
                read("GetBucketEncryption", "s3:GetEncryptionConfiguration", EncryptionSetting::get));
    }

    private List<Operation> objects() {
        ObjectCalls calls = new ObjectCalls(objects);
        return List.of(
                onObject(Operation.read(Api.S3, "GetObject", needs("s3:GetObject", true), calls::get)),
                onObject(Operation.read(Api.S3, "HeadObject", needs("s3:GetObject", true), calls::head)),
                onObject(Operation.write(Api.S3, "PutObject", needs("s3:PutObject", true), calls::put)),
                onObject(Operation.write(Api.S3, "DeleteObject", needs("s3:DeleteObject", true), calls::delete)));
    }

    private static Operation onObject(Operation operation) {
        return operation.asDataEvent();
    }

    private Operation read(String name, String action, Operation.Effect effect) {
        return Operation.read(Api.S3, name, needs(action, false), effect);
    }

    private Operation write(String name, String action, Operation.Effect effect) {
        return Operation.write(Api.S3, name, needs(action, false), effect);
    }

    private Operation.Needs needs(String action, boolean object) {
        return call -> {
            String bucket = call.parameters().text("bucketName");
            String arn =
                    "arn:aws:s3:::" + bucket + (object ? "/" + call.parameters().text("key") : "");
            Ask ask = Ask.of(action, arn);
            return List.of(policy(call, bucket).map(ask::on).orElse(ask));
        };
    }

    private Optional<ResourcePolicy> policy(Call call, String name) {
        return call.effective()
                .bucket(name)
                .map(bucket -> bucket.policy()
                        .map(document -> judge.onResource(
                                bucket.arn(), document, bucket.account(), PolicyDocument.Kind.RESOURCE))
                        .orElseGet(() -> ownersOnly(bucket)));
    }

    /** A bucket without a policy belongs to its account, whose own policies decide: nobody else is let in. */
    private ResourcePolicy ownersOnly(Bucket bucket) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + bucket.account() + "\"},\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
        return judge.onResource(bucket.arn(), document, bucket.account(), PolicyDocument.Kind.RESOURCE);
    }
}
