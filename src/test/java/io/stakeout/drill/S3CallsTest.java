package io.stakeout.drill;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.trail.ApiEvent;

import static io.stakeout.drill.StsCallsTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** S3 of the drill's cloud. */
class S3CallsTest {

    private static final String OPEN =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                    + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::acme-reports/*\"}]}";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailProtected();

    @Test
    void anObjectComesBackAsItWasPut() {
        S3Client s3 = cloud.s3(responder());
        String text = "grüße, ☃ and a line\r\nmore".repeat(500);

        s3.putObject(request -> request.bucket(Scenery.REPORTS).key("a b/ü+c.txt"), RequestBody.fromString(text));

        assertThat(s3.getObjectAsBytes(
                                request -> request.bucket(Scenery.REPORTS).key("a b/ü+c.txt"))
                        .asUtf8String())
                .isEqualTo(text);
        assertThat(s3.headObject(request -> request.bucket(Scenery.REPORTS).key("a b/ü+c.txt"))
                        .contentLength())
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        s3.deleteObject(request -> request.bucket(Scenery.REPORTS).key("a b/ü+c.txt"));
        assertThat(refusal(() -> s3.getObjectAsBytes(
                        request -> request.bucket(Scenery.REPORTS).key("a b/ü+c.txt"))))
                .isEqualTo("NoSuchKey 404");
    }

    @Test
    void aListingHasPages() {
        S3Client s3 = cloud.s3(responder());

        ListObjectsV2Response first = s3.listObjectsV2(
                request -> request.bucket(Scenery.EXPORTS).prefix("2026/").maxKeys(10));
        List<String> all =
                s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(Scenery.EXPORTS).maxKeys(10))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList();

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.contents()).hasSize(10);
        assertThat(all).hasSize(24).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void bucketsAreMadeListedAndTakenDown() {
        S3Client s3 = cloud.s3(responder());

        s3.createBucket(request -> request.bucket("acme-new"));
        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).contains("acme-new", Scenery.EXPORTS);
        assertThat(refusal(() -> s3.createBucket(request -> request.bucket("acme-new"))))
                .isEqualTo("BucketAlreadyExists 409");
        s3.putObject(request -> request.bucket("acme-new").key("k"), RequestBody.fromString("v"));
        assertThat(refusal(() -> s3.deleteBucket(request -> request.bucket("acme-new"))))
                .isEqualTo("BucketNotEmpty 409");
        s3.deleteObject(request -> request.bucket("acme-new").key("k"));
        s3.deleteBucket(request -> request.bucket("acme-new"));
        assertThat(refusal(() -> s3.listObjectsV2(request -> request.bucket("acme-new"))))
                .isEqualTo("NoSuchBucket 404");
    }

    @Test
    void aBucketOfAnotherAccountNeedsBothAccountsConsent() {
        S3Client s3 = cloud.s3(responder());
        assertThat(refusal(() -> s3.listObjectsV2(request -> request.bucket(Scenery.ARCHIVE))))
                .isEqualTo("AccessDenied 403");
        assertThat(cloud.last()
                        .requestParameters()
                        .orElseThrow()
                        .path("bucketName")
                        .asText())
                .isEqualTo(Scenery.ARCHIVE);
    }

    @Test
    void whoHasNoPolicyForItIsNotLetInByOwningTheBucket() {
        assertThat(refusal(() -> cloud.s3(cloud.keysOf("guardian-host"))
                        .listObjectsV2(request -> request.bucket(Scenery.REPORTS))))
                .isEqualTo("AccessDenied 403");
    }

    @Test
    void aBucketPolicyLetsInWhomItNames() {
        S3Client s3 = cloud.s3(responder());
        Keys guardian = cloud.keysOf("guardian-host");
        assertThat(refusal(() -> read(guardian))).isEqualTo("AccessDenied 403");

        s3.putBucketPolicy(request -> request.bucket(Scenery.REPORTS).policy(OPEN));
        assertThat(s3.getBucketPolicy(request -> request.bucket(Scenery.REPORTS))
                        .policy())
                .isEqualTo(OPEN);
        assertThat(s3.getBucketPolicyStatus(request -> request.bucket(Scenery.REPORTS))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        assertThat(refusal(() -> read(guardian))).isEqualTo("AccessDenied 403");
        cloud.settle();
        read(guardian);

        s3.deleteBucketPolicy(request -> request.bucket(Scenery.REPORTS));
        cloud.settle();
        assertThat(refusal(() -> read(guardian))).isEqualTo("AccessDenied 403");
    }

    private Object read(Keys keys) {
        return cloud.s3(keys)
                .getObjectAsBytes(request -> request.bucket(Scenery.REPORTS).key("daily/template.json"));
    }

    @Test
    void aPolicyThatIsNoneIsRefusedAndNothingChanges() {
        S3Client s3 = cloud.s3(responder());

        assertThat(refusal(() -> s3.putBucketPolicy(
                        request -> request.bucket(Scenery.REPORTS).policy("{\"Statement\":1}"))))
                .isEqualTo("MalformedPolicy 400");
        assertThat(refusal(() -> s3.getBucketPolicy(request -> request.bucket(Scenery.REPORTS))))
                .isEqualTo("NoSuchBucketPolicy 404");
    }

    @Test
    void blockPublicAccessKeepsABucketFromBeingOpened() {
        S3Client s3 = cloud.s3(responder());
        assertThat(refusal(() -> s3.getPublicAccessBlock(request -> request.bucket(Scenery.REPORTS))))
                .isEqualTo("NoSuchPublicAccessBlockConfiguration 404");
        s3.putPublicAccessBlock(request -> request.bucket(Scenery.REPORTS)
                .publicAccessBlockConfiguration(block -> block.blockPublicPolicy(true)
                        .blockPublicAcls(true)
                        .ignorePublicAcls(false)
                        .restrictPublicBuckets(false)));

        assertThat(refusal(() -> s3.putBucketPolicy(
                        request -> request.bucket(Scenery.REPORTS).policy(OPEN))))
                .isEqualTo("AccessDenied 403");
        assertThat(refusal(() -> s3.putBucketAcl(
                        request -> request.bucket(Scenery.REPORTS).acl(BucketCannedACL.PUBLIC_READ))))
                .isEqualTo("AccessDenied 403");
        assertThat(s3.getPublicAccessBlock(request -> request.bucket(Scenery.REPORTS))
                        .publicAccessBlockConfiguration()
                        .blockPublicPolicy())
                .isTrue();
        s3.deletePublicAccessBlock(request -> request.bucket(Scenery.REPORTS));
        s3.putBucketAcl(request -> request.bucket(Scenery.REPORTS).acl(BucketCannedACL.PUBLIC_READ));
        assertThat(s3.getBucketAcl(request -> request.bucket(Scenery.REPORTS)).grants())
                .anySatisfy(grant -> assertThat(grant.grantee().uri()).endsWith("/AllUsers"));
    }

    @Test
    void readingWhatIsEncryptedHasAConsequenceInTheCallersName() {
        cloud.s3(responder())
                .getObjectAsBytes(request -> request.bucket(Scenery.REPORTS).key("daily/template.json"));

        List<ApiEvent> events = cloud.events();
        ApiEvent consequence = events.get(0);
        ApiEvent call = events.get(1);
        assertThat(call.eventName()).isEqualTo("GetObject");
        assertThat(call.dataEvent()).isTrue();
        assertThat(consequence.eventSource()).isEqualTo("kms.amazonaws.com");
        assertThat(consequence.caller().invokedBy()).contains("AWS Internal");
        assertThat(consequence.caller().arn()).isEqualTo(call.caller().arn());
        assertThat(consequence.caller().accessKeyId())
                .isNotEqualTo(call.caller().accessKeyId());
    }

    @Test
    void theCastTellsWhereItCallsFrom() {
        cloud.clients().s3(Persona.TOM, cloud.keysOf(Persona.TOM.name())).listBuckets();

        assertThat(cloud.last().sourceIp()).isEqualTo(Persona.TOM.sourceIp());
        assertThat(cloud.last().userAgent()).isEqualTo(Persona.TOM.userAgent());
    }

    private Keys responder() {
        return cloud.keysOf(Scenery.RESPONDER);
    }
}
