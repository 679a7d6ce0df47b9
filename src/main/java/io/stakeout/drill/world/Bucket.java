package io.stakeout.drill.world;

import java.time.Instant;
import java.util.Optional;

/**
 * An S3 bucket without its objects.
 *
 * @param policy the bucket policy's document
 * @param acl a canned ACL: {@code private}, {@code public-read} …
 * @param block the four settings of S3 Block Public Access, when set
 * @param kmsKey ARN of the key that encrypts its objects
 */
public record Bucket(
        String account,
        String name,
        String region,
        Instant created,
        Optional<String> policy,
        String acl,
        Optional<PublicAccessBlock> block,
        Optional<String> kmsKey) {

    public record PublicAccessBlock(
            boolean blockPublicAcls,
            boolean ignorePublicAcls,
            boolean blockPublicPolicy,
            boolean restrictPublicBuckets) {}

    public Bucket(String account, String name, String region, Instant created) {
        this(account, name, region, created, Optional.empty(), "private", Optional.empty(), Optional.empty());
    }

    public String arn() {
        return "arn:aws:s3:::" + name;
    }

    public Bucket withPolicy(Optional<String> changed) {
        return new Bucket(account, name, region, created, changed, acl, block, kmsKey);
    }

    public Bucket withAcl(String changed) {
        return new Bucket(account, name, region, created, policy, changed, block, kmsKey);
    }

    public Bucket withBlock(Optional<PublicAccessBlock> changed) {
        return new Bucket(account, name, region, created, policy, acl, changed, kmsKey);
    }

    public Bucket withKmsKey(Optional<String> changed) {
        return new Bucket(account, name, region, created, policy, acl, block, changed);
    }
}
