package io.stakeout.aws;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.trail.ApiEvent;

import static io.stakeout.aws.Adapters.POLICY;
import static io.stakeout.aws.Adapters.role;
import static io.stakeout.aws.Adapters.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Each kind of slot on the drill's cloud, by the roles and policies that are deployed: read, write, bite, undo. */
class SlotsTest {

    /** Odd on purpose: what is stored has to come back byte for byte. */
    private static final String DENY =
            "{ \"Version\":\"2012-10-17\",\n\t\"Statement\" : [{\"Sid\":\"a1\",\"Effect\":\"Deny\",\"Action\":\"*\","
                    + "\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalTag/a+b %41\":\"ü & <x>\"}}}]}";

    private static final String SCP =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                    + "\"Condition\":{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::444455556666:user/deploy-legacy\"}}}]}";

    private static final String DENY_ALL = "arn:aws:iam::aws:policy/AWSDenyAll";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    private Adapters aws;

    @BeforeEach
    void connect() {
        aws = Adapters.on(cloud);
    }

    @Test
    void anInlinePolicyOfAUserCutsItAndIsUndoneByteForByte() {
        Slot slot = new Slot.InlinePolicy(user(Scenery.LEAKED), POLICY);
        assertThat(aws.read(slot)).isEmpty();

        List<String> ids = aws.write(slot, Optional.of(DENY));

        assertThat(recorded("PutUserPolicy")).isEqualTo(ids);
        assertThat(aws.read(slot)).contains(DENY);
        leaked().listUsers();
        cloud.settle();
        assertThat(refused(() -> leaked().listUsers())).isEqualTo(403);

        aws.write(slot, Optional.empty());
        cloud.settle();
        assertThat(aws.read(slot)).isEmpty();
        leaked().listUsers();
    }

    @Test
    void whatWasThereBeforeComesBackByteForByte() {
        String before = DENY.replace("Deny", "Allow");
        cloud.responder()
                .putUserPolicy(request ->
                        request.userName(Scenery.LEAKED).policyName(POLICY).policyDocument(before));
        Slot slot = new Slot.InlinePolicy(user(Scenery.LEAKED), POLICY);
        Optional<String> read = aws.read(slot);

        aws.write(slot, Optional.of(DENY));
        aws.write(slot, read);

        assertThat(aws.read(slot)).contains(before);
    }

    @Test
    void anInlinePolicyOfARoleCutsItsSessionsAndIsUndone() {
        Slot slot = new Slot.InlinePolicy(role(Scenery.DEPLOY_ROLE), POLICY);
        IamClient session = cloud.iam(deploySession());
        assertThat(aws.read(slot)).isEmpty();

        aws.write(slot, Optional.of(DENY));

        assertThat(aws.read(slot)).contains(DENY);
        cloud.settle();
        assertThat(refused(session::listUsers)).isEqualTo(403);

        aws.write(slot, Optional.empty());
        cloud.settle();
        assertThat(aws.read(slot)).isEmpty();
        session.listUsers();
    }

    @Test
    void aBoundaryOfAUserCutsItAndTheOldOneComesBack() {
        cloud.responder()
                .putUserPermissionsBoundary(
                        request -> request.userName(Scenery.LEAKED).permissionsBoundary(READ_ONLY));
        boundary(user(Scenery.LEAKED), Optional.of(READ_ONLY), leaked());
    }

    @Test
    void aBoundaryOfARoleCutsItAndGoesAgain() {
        boundary(role(Scenery.DEPLOY_ROLE), Optional.empty(), cloud.iam(deploySession()));
    }

    private void boundary(PrincipalRef principal, Optional<String> before, IamClient client) {
        Slot slot = new Slot.Boundary(principal);
        assertThat(aws.read(slot)).isEqualTo(before);

        aws.write(slot, Optional.of(DENY_ALL));

        assertThat(aws.read(slot)).contains(DENY_ALL);
        cloud.settle();
        assertThat(refused(client::listUsers)).isEqualTo(403);

        aws.write(slot, before);
        cloud.settle();
        assertThat(aws.read(slot)).isEqualTo(before);
        client.listUsers();
    }

    @Test
    void aKeyIsSwitchedOffAndOnAndOneThatIsNotThereIsNothing() {
        Slot slot = new Slot.KeyStatus(user(Scenery.LEAKED), cloud.scenery().leakedKey());
        assertThat(aws.read(slot)).contains("Active");
        assertThat(aws.read(new Slot.KeyStatus(user(Scenery.LEAKED), "AKIAAAAAAAAAAAAAAAAA")))
                .isEmpty();

        aws.write(slot, Optional.of("Inactive"));

        assertThat(aws.read(slot)).contains("Inactive");
        cloud.settle();
        assertThat(refused(() -> leaked().listUsers())).isEqualTo(403);

        aws.write(slot, Optional.of("Active"));
        cloud.settle();
        leaked().listUsers();
    }

    @Test
    void aPasswordIsRemovedAndNeverPutBack() {
        Slot slot = new Slot.Password(user(Scenery.BYSTANDER));
        assertThat(aws.read(slot)).contains(Slot.Password.SET);
        assertThat(aws.read(new Slot.Password(user(Scenery.LEAKED)))).isEmpty();

        aws.write(slot, Optional.empty());

        assertThat(aws.read(slot)).isEmpty();
        assertThat(ControlErrorsTest.permanent(() -> aws.write(slot, Optional.of(Slot.Password.SET)))
                        .code())
                .isEqualTo("not-reversible");
    }

    @Test
    void aCredentialForOneServiceIsSwitchedOffAndOn() {
        String id = cloud.responder()
                .createServiceSpecificCredential(
                        request -> request.userName(Scenery.LEAKED).serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential()
                .serviceSpecificCredentialId();
        Slot slot = new Slot.ServiceCredential(user(Scenery.LEAKED), id);
        assertThat(aws.read(slot)).contains("Active");

        aws.write(slot, Optional.of("Inactive"));
        assertThat(aws.read(slot)).contains("Inactive");

        aws.write(slot, Optional.of("Active"));
        assertThat(aws.read(slot)).contains("Active");
    }

    static String sshKey(TestCloud cloud) {
        return cloud.responder()
                .uploadSSHPublicKey(request -> request.userName(Scenery.LEAKED).sshPublicKeyBody("ssh-rsa AAAAB3 eve"))
                .sshPublicKey()
                .sshPublicKeyId();
    }

    static String certificate(TestCloud cloud) {
        return cloud.responder()
                .uploadSigningCertificate(request -> request.userName(Scenery.LEAKED)
                        .certificateBody("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"))
                .certificate()
                .certificateId();
    }

    @Test
    void anSshKeyAndACertificateAreSwitchedOffAndOn() {
        for (Slot slot : List.of(
                new Slot.SshKey(user(Scenery.LEAKED), sshKey(cloud)),
                new Slot.SigningCertificate(user(Scenery.LEAKED), certificate(cloud)))) {
            assertThat(aws.read(slot)).contains("Active");

            aws.write(slot, Optional.of("Inactive"));
            assertThat(aws.read(slot)).contains("Inactive");

            aws.write(slot, Optional.of("Active"));
            assertThat(aws.read(slot)).contains("Active");
            assertThat(ControlErrorsTest.permanent(() -> aws.write(slot, Optional.empty()))
                            .code())
                    .as("never removed")
                    .isEqualTo("not-a-status");
        }
    }

    @Test
    void oneOfThemThatIsNotThereHasNoStatus() {
        assertThat(aws.read(new Slot.SshKey(user(Scenery.LEAKED), "APKAAAAAAAAAAAAAAAAA")))
                .isEmpty();
        assertThat(aws.read(new Slot.SigningCertificate(user(Scenery.LEAKED), "TA7SMP42AAAAAAAAAAAAAAAA")))
                .isEmpty();
    }

    @Test
    void aServiceControlPolicyCutsAPrincipalAndIsRemovedWithoutATrace() {
        Slot slot = new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY);
        assertThat(aws.read(slot)).isEmpty();

        List<String> ids = aws.write(slot, Optional.of(SCP));

        assertThat(ids).as("made and attached").hasSize(2);
        assertThat(aws.read(slot)).contains(SCP);
        cloud.settle();
        assertThat(refused(() -> leaked().listUsers())).isEqualTo(403);
        cloud.responder().listUsers();

        assertThat(aws.write(slot, Optional.of(SCP.replace("deploy-legacy", "nobody"))))
                .as("changed in place")
                .hasSize(1);
        cloud.settle();
        leaked().listUsers();

        aws.write(slot, Optional.empty());
        assertThat(aws.read(slot)).isEmpty();
        assertThat(cloud.cloud().cloud().world().organization().policies().values())
                .noneMatch(policy -> policy.name().startsWith(POLICY));
    }

    @Test
    void twoAccountsEachHaveAServiceControlPolicyOfTheirOwn() {
        Slot workload = new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY);
        Slot backup = new Slot.ControlPolicy(Scenery.BACKUP, POLICY);

        aws.write(workload, Optional.of(SCP));
        aws.write(backup, Optional.of(SCP.replace(Scenery.WORKLOAD, Scenery.BACKUP)));
        aws.write(workload, Optional.empty());

        assertThat(aws.read(workload)).isEmpty();
        assertThat(aws.read(backup)).isPresent();
    }

    private IamClient leaked() {
        return cloud.iam(cloud.keysOf(Scenery.LEAKED));
    }

    private Keys deploySession() {
        Credentials given = cloud.sts(cloud.keysOf(Scenery.LEAKED))
                .assumeRole(request -> request.roleArn(Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE))
                        .roleSessionName("build-1"))
                .credentials();
        return new Keys(given.accessKeyId(), given.secretAccessKey(), Optional.of(given.sessionToken()));
    }

    private List<String> recorded(String call) {
        return cloud.events().stream()
                .filter(event -> event.eventName().equals(call))
                .map(ApiEvent::requestId)
                .toList();
    }

    private static int refused(Runnable call) {
        return catchThrowableOfType(AwsServiceException.class, call::run).statusCode();
    }
}
