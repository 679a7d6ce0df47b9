package io.stakeout.aws;

import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;

import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.plan.Slot;

/**
 * What a user signs in with: access keys, credentials for one service, SSH keys, certificates, the console's password.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html">UpdateAccessKey</a>
 */
record UserCredentials(String user, IamClient iam, AwsCalls calls) {

    Optional<String> key(String id) {
        return keys().stream()
                .filter(key -> key.accessKeyId().equals(id))
                .findFirst()
                .map(AccessKeyMetadata::statusAsString);
    }

    /** Two at most: that is IAM's quota, far below a page. */
    List<AccessKeyMetadata> keys() {
        return calls.make(
                "iam:ListAccessKeys",
                () -> iam.listAccessKeys(request -> request.userName(user)).accessKeyMetadata());
    }

    List<String> putKey(String id, Optional<String> status) {
        return calls.make(
                "iam:UpdateAccessKey",
                () -> RequestIds.of(iam.updateAccessKey(
                        request -> request.userName(user).accessKeyId(id).status(known(status)))));
    }

    Optional<String> serviceCredential(String id) {
        return calls
                .make(
                        "iam:ListServiceSpecificCredentials",
                        () -> iam.listServiceSpecificCredentials(request -> request.userName(user))
                                .serviceSpecificCredentials())
                .stream()
                .filter(credential -> credential.serviceSpecificCredentialId().equals(id))
                .findFirst()
                .map(ServiceSpecificCredentialMetadata::statusAsString);
    }

    List<String> putServiceCredential(String id, Optional<String> status) {
        return calls.make(
                "iam:UpdateServiceSpecificCredential",
                () -> RequestIds.of(iam.updateServiceSpecificCredential(request ->
                        request.userName(user).serviceSpecificCredentialId(id).status(known(status)))));
    }

    /** Five at most: that is IAM's quota, far below a page. */
    Optional<String> sshKey(String id) {
        return calls
                .make(
                        "iam:ListSSHPublicKeys",
                        () -> iam.listSSHPublicKeys(request -> request.userName(user))
                                .sshPublicKeys())
                .stream()
                .filter(key -> key.sshPublicKeyId().equals(id))
                .findFirst()
                .map(SSHPublicKeyMetadata::statusAsString);
    }

    List<String> putSshKey(String id, Optional<String> status) {
        return calls.make(
                "iam:UpdateSSHPublicKey",
                () -> RequestIds.of(iam.updateSSHPublicKey(
                        request -> request.userName(user).sshPublicKeyId(id).status(known(status)))));
    }

    /** Two at most: that is IAM's quota, far below a page. */
    Optional<String> certificate(String id) {
        return calls
                .make(
                        "iam:ListSigningCertificates",
                        () -> iam.listSigningCertificates(request -> request.userName(user))
                                .certificates())
                .stream()
                .filter(certificate -> certificate.certificateId().equals(id))
                .findFirst()
                .map(SigningCertificate::statusAsString);
    }

    List<String> putCertificate(String id, Optional<String> status) {
        return calls.make(
                "iam:UpdateSigningCertificate",
                () -> RequestIds.of(iam.updateSigningCertificate(
                        request -> request.userName(user).certificateId(id).status(known(status)))));
    }

    /** A user without a password and no user at all are told apart by asking for the user. */
    Optional<String> password() {
        try {
            calls.make("iam:GetLoginProfile", () -> iam.getLoginProfile(request -> request.userName(user)));
            return Optional.of(Slot.Password.SET);
        } catch (AccessControlException.Gone e) {
            get();
            return Optional.empty();
        }
    }

    List<String> putPassword(Optional<String> value) {
        if (value.isPresent()) {
            throw new AccessControlException.Permanent(
                    "not-reversible",
                    "A password that was removed can't be put back: nobody knows it. Give " + user + " a new one.",
                    null);
        }
        try {
            return calls.make(
                    "iam:DeleteLoginProfile",
                    () -> RequestIds.of(iam.deleteLoginProfile(request -> request.userName(user))));
        } catch (AccessControlException.Gone e) {
            get();
            return e.requestId().stream().toList();
        }
    }

    private void get() {
        new UserBearer(user, iam, calls).get();
    }

    private static String known(Optional<String> status) {
        return status.filter(text -> text.equals("Active") || text.equals("Inactive"))
                .orElseThrow(() -> new AccessControlException.Permanent(
                        "not-a-status",
                        "A key or credential is switched to Active or Inactive, and never removed or made: "
                                + status.orElse("nothing") + " is neither.",
                        null));
    }
}
