package io.stakeout.drill;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;
import software.amazon.awssdk.services.sts.model.Credentials;

import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenery;

import static io.stakeout.drill.StsCallsTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What is asked before somebody is cut: which credentials there are, and who used what last. */
class PreviewCallsTest {

    private static final String DEPLOY = Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailProtected();

    @Test
    void theCredentialReportTellsKeysAndTheirLastUse() {
        IamClient iam = cloud.responder();
        assertThat(refusal(iam::getCredentialReport)).isEqualTo("ReportNotPresent 410");
        cloud.s3(cloud.keysOf(Scenery.LEAKED)).listBuckets();

        iam.generateCredentialReport();

        List<String> rows =
                iam.getCredentialReport().content().asUtf8String().lines().toList();
        assertThat(rows.get(0))
                .startsWith("user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active");
        assertThat(rows).hasSize(1 + iam.listUsers().users().size());
        assertThat(rows).allSatisfy(row -> assertThat(row.split(",")).hasSize(15));
        assertThat(row(rows, Scenery.LEAKED)).contains(",false,false,true,").contains(",us-east-1,s3,false,N/A");
        assertThat(row(rows, Persona.NINA.name())).contains(",true,true,true,").contains(",N/A,N/A,N/A,");
    }

    @Test
    void theCredentialReportIsMadeAnewAfterFourHours() {
        IamClient iam = cloud.responder();
        iam.generateCredentialReport();
        iam.createUser(request -> request.userName("new"));
        iam.generateCredentialReport();
        assertThat(iam.getCredentialReport().content().asUtf8String()).doesNotContain(":user/new,");

        cloud.pass(Duration.ofHours(4).plusSeconds(1));
        assertThat(refusal(iam::getCredentialReport)).isEqualTo("ReportExpired 410");
        iam.generateCredentialReport();
        assertThat(iam.getCredentialReport().content().asUtf8String()).contains(":user/new,");
    }

    @Test
    void whatARoleTriedIsToldByServiceRefusedCallsToo() {
        Keys ci = cloud.keysOf(Persona.CI.name());
        Credentials credentials = cloud.sts(ci)
                .assumeRole(request -> request.roleArn(DEPLOY).roleSessionName("build-1"))
                .credentials();
        Keys session = new Keys(
                credentials.accessKeyId(), credentials.secretAccessKey(), Optional.of(credentials.sessionToken()));
        cloud.s3(session).listBuckets();
        refusal(() -> cloud.trail(session).describeTrails());
        IamClient iam = cloud.responder();

        String job = iam.generateServiceLastAccessedDetails(request -> request.arn(DEPLOY))
                .jobId();
        GetServiceLastAccessedDetailsResponse answer = iam.getServiceLastAccessedDetails(request -> request.jobId(job));

        assertThat(answer.jobStatusAsString()).isEqualTo("COMPLETED");
        assertThat(answer.servicesLastAccessed())
                .extracting(ServiceLastAccessed::serviceNamespace)
                .containsExactly("s3", "cloudtrail");
        assertThat(answer.servicesLastAccessed().get(0).lastAuthenticated())
                .isEqualTo(cloud.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void whoIsNotThereAndJobsOfOthersAreNotFound() {
        IamClient iam = cloud.responder();

        assertThat(refusal(() -> iam.generateServiceLastAccessedDetails(
                        request -> request.arn("arn:aws:iam::444455556666:user/nobody"))))
                .isEqualTo("NoSuchEntity 404");
        String job = iam.generateServiceLastAccessedDetails(request -> request.arn(DEPLOY))
                .jobId();
        assertThat(refusal(() -> cloud.iam(cloud.keysOf(Scenery.ORGANIZATION_ADMIN))
                        .getServiceLastAccessedDetails(request -> request.jobId(job))))
                .isEqualTo("NoSuchEntity 404");
    }

    private static String row(List<String> rows, String user) {
        return rows.stream()
                .filter(row -> row.startsWith(user + ","))
                .findFirst()
                .orElseThrow();
    }
}
