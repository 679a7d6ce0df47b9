package io.stakeout.drill.cloud.iam;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.world.OtherCredential;
import io.stakeout.drill.world.User;

/**
 * What tells service-specific credentials, SSH public keys and signing certificates apart: how their calls spell them.
 *
 * @param word in the names of calls
 * @param listed the member that a list is
 * @param many what several are called in messages
 */
record CredentialSort(OtherCredential.Kind kind, String word, String listed, String idName, String many) {

    static final CredentialSort SERVICE_SPECIFIC = new CredentialSort(
            OtherCredential.Kind.SERVICE_SPECIFIC,
            "ServiceSpecificCredential",
            "ServiceSpecificCredentials",
            "ServiceSpecificCredentialId",
            "service specific credentials");

    static final CredentialSort SSH_PUBLIC_KEY = new CredentialSort(
            OtherCredential.Kind.SSH_PUBLIC_KEY, "SSHPublicKey", "SSHPublicKeys", "SSHPublicKeyId", "SSH public keys");

    static final CredentialSort SIGNING_CERTIFICATE = new CredentialSort(
            OtherCredential.Kind.SIGNING_CERTIFICATE,
            "SigningCertificate",
            "Certificates",
            "CertificateId",
            "signing certificates");

    static CredentialSort of(OtherCredential.Kind kind) {
        return switch (kind) {
            case SERVICE_SPECIFIC -> SERVICE_SPECIFIC;
            case SSH_PUBLIC_KEY -> SSH_PUBLIC_KEY;
            case SIGNING_CERTIFICATE -> SIGNING_CERTIFICATE;
        };
    }

    /** Those that a user has of this sort. */
    List<OtherCredential> of(User user) {
        return user.credentials().others().values().stream()
                .filter(other -> other.kind() == kind)
                .toList();
    }

    OtherCredential find(User user, String id) throws ApiError {
        return of(user).stream()
                .filter(other -> other.id().equals(id))
                .findAny()
                .orElseThrow(() -> ApiError.noSuchEntity("The " + message() + " with id " + id + " cannot be found."));
    }

    private String message() {
        return switch (kind) {
            case SERVICE_SPECIFIC -> "Service Specific Credential";
            case SSH_PUBLIC_KEY -> "Public Key";
            case SIGNING_CERTIFICATE -> "Certificate";
        };
    }

    /** As lists show it. */
    ObjectNode view(User user, OtherCredential credential) {
        ObjectNode node = Answer.node().put("UserName", user.name());
        node.put(idName, credential.id());
        node.put("Status", credential.active() ? "Active" : "Inactive");
        switch (kind) {
            case SERVICE_SPECIFIC -> {
                node.put("ServiceName", credential.body());
                node.put(nameMember(credential), serviceUserName(user));
                Views.time(node, "CreateDate", credential.created());
            }
            case SSH_PUBLIC_KEY -> Views.time(node, "UploadDate", credential.created());
            case SIGNING_CERTIFICATE -> {
                node.put("CertificateBody", credential.body());
                Views.time(node, "UploadDate", credential.created());
            }
        }
        return node;
    }

    /** A Bedrock API key has an alias, the others a user name. */
    private static String nameMember(OtherCredential credential) {
        return credential.body().equals(CredentialOperations.BEDROCK) ? "ServiceCredentialAlias" : "ServiceUserName";
    }

    private static String serviceUserName(User user) {
        return user.name() + "-at-" + user.entity().account();
    }
}
