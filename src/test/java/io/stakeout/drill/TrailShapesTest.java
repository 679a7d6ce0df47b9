package io.stakeout.drill;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.Credentials;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Issuance;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.FieldSets;
import io.stakeout.drill.trail.TrailRecord;

import static io.stakeout.drill.StsCallsTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What CloudTrail is told of STS, S3, Organizations and CloudTrail, compared with real records and read as one. */
class TrailShapesTest {

    private static final String DEPLOY = Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);
    private static final String BACKUP = Scenery.roleArn(Scenery.BACKUP, Scenery.BACKUP_ROLE);
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                    + "\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::acme-reports/*\"}]}";

    private static final software.amazon.awssdk.services.iam.model.Tag TEAM =
            software.amazon.awssdk.services.iam.model.Tag.builder()
                    .key("team")
                    .value("red")
                    .build();

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailProtected();

    private Keys first;

    @BeforeEach
    void call() {
        Keys leaked = cloud.keysOf(Scenery.LEAKED);
        cloud.sts(leaked).getCallerIdentity();
        first = keys(cloud.sts(leaked)
                .assumeRole(request ->
                        request.roleArn(DEPLOY).roleSessionName("one").durationSeconds(3_600))
                .credentials());
        cloud.sts(first)
                .assumeRole(request ->
                        request.roleArn(BACKUP).roleSessionName("two").durationSeconds(3_600));
        cloud.sts(leaked).getSessionToken();
        cloud.sts(leaked).getFederationToken(request -> request.name("guest"));
        cloud.iam(leaked).createUser(request -> request.userName("made").tags(TEAM));
        cloud.iam(leaked).createAccessKey(request -> request.userName("made"));
        refusal(() -> cloud.sts(cloud.keysOf("guardian-host"))
                .assumeRole(request -> request.roleArn(DEPLOY).roleSessionName("no")));
        cloud.s3(cloud.instance()).listBuckets();
        buckets(cloud.s3(leaked));
        cloud.trail(leaked).describeTrails(request -> request.trailNameList(Scenery.TRAIL));
        cloud.trail(leaked).getTrailStatus(request -> request.name(Scenery.TRAIL));
        refusal(() -> cloud.trail(leaked).stopLogging(request -> request.name(Scenery.TRAIL)));
        refusal(() -> cloud.organizations(cloud.keysOf("guardian-host")).listAccounts());
    }

    private static void buckets(S3Client s3) {
        s3.listBuckets();
        s3.getBucketAcl(request -> request.bucket(Scenery.ARTIFACTS));
        s3.getBucketEncryption(request -> request.bucket(Scenery.REPORTS));
        s3.getBucketLocation(request -> request.bucket(Scenery.REPORTS));
        s3.putBucketPolicy(request -> request.bucket(Scenery.REPORTS).policy(POLICY));
        s3.getBucketPolicy(request -> request.bucket(Scenery.REPORTS));
        s3.getBucketPolicyStatus(request -> request.bucket(Scenery.REPORTS));
        s3.deleteBucketPolicy(request -> request.bucket(Scenery.REPORTS));
        refusal(() -> s3.getBucketPolicy(request -> request.bucket(Scenery.REPORTS)));
        refusal(() -> s3.deleteBucketPolicy(request -> request.bucket("acme-no-such-bucket")));
        s3.getObjectAsBytes(request -> request.bucket(Scenery.REPORTS).key("daily/template.json"));
    }

    @Test
    @Tag("public-data")
    void recordsHaveTheMembersOfRealOnes() {
        assertThat(cloud.events()).hasSizeGreaterThan(20);
        assertThat(cloud.events().stream().flatMap(TrailShapesTest::differences))
                .isEmpty();
    }

    private static Stream<String> differences(ApiEvent event) {
        FieldSets.Differences differences = FieldSets.differences(TrailRecord.json(event));
        return differences.none() ? Stream.empty() : Stream.of(event.eventName() + " " + differences);
    }

    @Test
    void theLineageReadsWhatWasMintedFromThem() {
        List<String> minted = cloud.events().stream()
                .map(event -> CloudTrailRecord.parse(TrailRecord.json(event)))
                .flatMap(record -> Issuance.of(record).stream())
                .map(issuance -> issuance.toString())
                .toList();

        assertThat(minted).anyMatch(text -> text.contains(first.accessKeyId()));
        assertThat(minted).anyMatch(text -> text.contains("assumed-role/backup-admin/two"));
        assertThat(minted).anyMatch(text -> text.contains("federated-user/guest"));
        assertThat(minted).anyMatch(text -> text.contains("user/made"));
        assertThat(minted).noneMatch(text -> text.contains("assumed-role/deploy-production/no"));
    }

    @Test
    void noSecretIsTold() {
        assertThat(cloud.events())
                .allSatisfy(event -> assertThat(new String(TrailRecord.json(event), StandardCharsets.UTF_8))
                        .doesNotContainIgnoringCase("secretAccessKey")
                        .doesNotContain(first.secret()));
    }

    private static Keys keys(Credentials credentials) {
        return new Keys(
                credentials.accessKeyId(), credentials.secretAccessKey(), Optional.of(credentials.sessionToken()));
    }
}
