package io.stakeout.drill.cloud.iam;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.SSHPublicKey;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.StatusType;

import static io.stakeout.drill.cloud.iam.TestCloud.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

class CredentialCallsTest {

    private static final String CODECOMMIT = "codecommit.amazonaws.com";

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @BeforeEach
    void aUser() {
        iam.createUser(create -> create.userName("bob"));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private ServiceSpecificCredential credential(String service) {
        return iam.createServiceSpecificCredential(
                        create -> create.userName("bob").serviceName(service))
                .serviceSpecificCredential();
    }

    @Test
    void aServiceSpecificCredentialIsMadeSwitchedOffAndDeleted() {
        ServiceSpecificCredential made = credential(CODECOMMIT);
        assertThat(made.servicePassword()).isNotEmpty();
        assertThat(made.serviceUserName()).isEqualTo("bob-at-" + ACCOUNT);
        String id = made.serviceSpecificCredentialId();
        iam.updateServiceSpecificCredential(
                update -> update.userName("bob").serviceSpecificCredentialId(id).status(StatusType.INACTIVE));
        assertThat(listed(CODECOMMIT))
                .extracting(ServiceSpecificCredentialMetadata::statusAsString)
                .containsExactly("Inactive");
        assertThat(listed("cassandra.amazonaws.com")).isEmpty();
        iam.deleteServiceSpecificCredential(delete -> delete.userName("bob").serviceSpecificCredentialId(id));
        assertThat(listed(CODECOMMIT)).isEmpty();
        cloud.refused(
                () -> iam.deleteServiceSpecificCredential(
                        delete -> delete.userName("bob").serviceSpecificCredentialId(id)),
                "NoSuchEntity",
                "The Service Specific Credential with id " + id + " cannot be found.");
    }

    private List<ServiceSpecificCredentialMetadata> listed(String service) {
        return iam.listServiceSpecificCredentials(list -> list.userName("bob").serviceName(service))
                .serviceSpecificCredentials();
    }

    @Test
    void anApiKeyForBedrockHasAnAlias() {
        ServiceSpecificCredential made = credential("bedrock.amazonaws.com");
        assertThat(made.serviceCredentialSecret()).isNotEmpty();
        assertThat(made.servicePassword()).isNull();
        assertThat(made.serviceCredentialAlias()).isEqualTo("bob-at-" + ACCOUNT);
    }

    @Test
    void thereAreTwoOfAService() {
        credential(CODECOMMIT);
        credential(CODECOMMIT);
        cloud.refused(
                () -> credential(CODECOMMIT),
                "LimitExceeded",
                "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2");
        credential("cassandra.amazonaws.com");
        cloud.refused(
                () -> credential("s3.amazonaws.com"),
                "NotSupportedService",
                "Service s3.amazonaws.com is not supported.");
    }

    @Test
    void aPublicKeyIsUploadedSwitchedOffAndDeleted() {
        SSHPublicKey key = upload("ssh-rsa AAAAB3 bob");
        assertThat(key.sshPublicKeyId()).matches("APKA[A-Z2-7]{16}");
        assertThat(key.fingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        iam.updateSSHPublicKey(update ->
                update.userName("bob").sshPublicKeyId(key.sshPublicKeyId()).status(StatusType.INACTIVE));
        assertThat(iam.listSSHPublicKeys(list -> list.userName("bob")).sshPublicKeys())
                .extracting(shown -> shown.sshPublicKeyId() + " " + shown.statusAsString())
                .containsExactly(key.sshPublicKeyId() + " Inactive");
        cloud.refused(
                () -> upload("ssh-rsa AAAAB3 bob"),
                "DuplicateSSHPublicKey",
                "User bob already has this one of its SSH public keys.");
        cloud.refused(() -> upload("no key"), "InvalidPublicKey", "The public key is no SSH-RSA or PEM key.");
        iam.deleteSSHPublicKey(delete -> delete.userName("bob").sshPublicKeyId(key.sshPublicKeyId()));
        assertThat(iam.listSSHPublicKeys(list -> list.userName("bob")).sshPublicKeys())
                .isEmpty();
    }

    @Test
    void thereAreFivePublicKeysAtMost() {
        for (int i = 0; i < 5; i++) {
            upload("ssh-rsa AAAAB3" + i);
        }
        cloud.refused(
                () -> upload("ssh-rsa AAAAB36"), "LimitExceeded", "Cannot exceed quota for SSHPublicKeysPerUser: 5");
    }

    private SSHPublicKey upload(String body) {
        return iam.uploadSSHPublicKey(upload -> upload.userName("bob").sshPublicKeyBody(body))
                .sshPublicKey();
    }

    @Test
    void aCertificateIsUploadedSwitchedOffAndDeleted() {
        SigningCertificate certificate = certificate("one");
        iam.updateSigningCertificate(update -> update.userName("bob")
                .certificateId(certificate.certificateId())
                .status(StatusType.INACTIVE));
        certificate("two");
        assertThat(iam.listSigningCertificatesPaginator(
                                list -> list.userName("bob").maxItems(1))
                        .certificates())
                .extracting(SigningCertificate::statusAsString)
                .containsExactly("Inactive", "Active");
        cloud.refused(
                () -> certificate("two"),
                "DuplicateCertificate",
                "User bob already has this one of its signing certificates.");
        cloud.refused(
                () -> certificate("three"), "LimitExceeded", "Cannot exceed quota for SigningCertificatesPerUser: 2");
        iam.deleteSigningCertificate(delete -> delete.userName("bob").certificateId(certificate.certificateId()));
        assertThat(iam.listSigningCertificates(list -> list.userName("bob")).certificates())
                .hasSize(1);
        cloud.refused(
                () -> iam.uploadSigningCertificate(
                        upload -> upload.userName("bob").certificateBody("none")),
                "MalformedCertificate",
                "The certificate is not in PEM form.");
    }

    private SigningCertificate certificate(String what) {
        return iam.uploadSigningCertificate(upload -> upload.userName("bob")
                        .certificateBody("-----BEGIN CERTIFICATE-----\n" + what + "\n-----END CERTIFICATE-----"))
                .certificate();
    }

    @Test
    void anMfaDeviceIsListedAndDeactivated() {
        String serial = "arn:aws:iam::" + ACCOUNT + ":mfa/bob";
        cloud.change(account -> {
            var user = account.user("bob").orElseThrow();
            return account.with(user.with(user.credentials().withMfaDevices(List.of(serial))));
        });
        assertThat(iam.listMFADevices(list -> list.userName("bob")).mfaDevices())
                .extracting(MFADevice::serialNumber)
                .containsExactly(serial);
        iam.deactivateMFADevice(off -> off.userName("bob").serialNumber(serial));
        assertThat(iam.listMFADevices(list -> list.userName("bob")).mfaDevices())
                .isEmpty();
        cloud.refused(
                () -> iam.deactivateMFADevice(off -> off.userName("bob").serialNumber(serial)),
                "NoSuchEntity",
                "MFA device with serial number " + serial + " cannot be found.");
    }
}
