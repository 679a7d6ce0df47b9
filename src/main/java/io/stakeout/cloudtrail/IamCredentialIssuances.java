package io.stakeout.cloudtrail;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Issuance.Kind;
import io.stakeout.cloudtrail.Issuance.Reach;

/**
 * Long-term credentials of IAM: access keys, passwords, credentials for one service (CodeCommit, Keyspaces, API keys of
 * Bedrock), SSH public keys and signing certificates. Where no user is named the call is about the user who makes it (IAM API reference).
 */
final class IamCredentialIssuances {

    private IamCredentialIssuances() {}

    static void add(Handout out) {
        switch (out.how()) {
            case "CreateAccessKey" -> accessKey(out);
            case "CreateServiceSpecificCredential", "ResetServiceSpecificCredential" -> serviceCredential(out);
            case "UploadSSHPublicKey" -> sshKey(out);
            case "UploadSigningCertificate" -> certificate(out);
            case "CreateLoginProfile", "UpdateLoginProfile" -> password(out);
            default -> {}
        }
    }

    private static void accessKey(Handout out) {
        JsonNode made = out.answered().path("accessKey");
        Forms.key(made, "accessKeyId")
                .map(id -> Draft.credential(Kind.ACCESS_KEY, id).andFollowed(true))
                .ifPresent(key -> add(out, key, made));
    }

    /** No record of it was seen; its response is that of the IAM API. */
    private static void serviceCredential(Handout out) {
        JsonNode made = out.answered().path("serviceSpecificCredential");
        Forms.key(made, "serviceSpecificCredentialId")
                .map(id -> Draft.credential(Kind.SERVICE_CREDENTIAL, id))
                .ifPresent(credential -> add(out, credential, made));
    }

    /** Whoever has its other half is let in. CloudTrail writes a name's first letter small, and no other. */
    private static void sshKey(Handout out) {
        JsonNode made = out.answered().path("sSHPublicKey");
        Forms.key(made, "sSHPublicKeyId")
                .map(id -> Draft.credential(Kind.SSH_KEY, id))
                .ifPresent(key -> add(out, key, made));
    }

    private static void certificate(Handout out) {
        JsonNode made = out.answered().path("certificate");
        Forms.key(made, "certificateId")
                .map(id -> Draft.credential(Kind.SIGNING_CERTIFICATE, id))
                .ifPresent(certificate -> add(out, certificate, made));
    }

    private static void add(Handout out, Draft credential, JsonNode made) {
        Optional<Integer> under = out.add(named(out, made)
                .filter(name -> !out.caller().isUser(name))
                .flatMap(name -> user(out, name))
                .map(user -> user.within(Reach.CREDENTIAL)));
        out.add(credential.in(out.caller().account()).under(under));
    }

    /**
     * Whoever sets a password can sign in from then on. UpdateLoginProfile answers nothing (seen in real records). What
     * cannot be told from the calls of before is not followed.
     */
    private static void password(Handout out) {
        Optional<Draft> user = named(out, out.answered().path("loginProfile"))
                .map(name -> user(out, name).map(draft -> draft.andFollowed(isOthers(out, name))))
                .orElseGet(() -> out.caller().ownUserArn().map(IamPrincipalIssuances::user));
        out.add(user.map(draft -> draft.since(out.call().eventTime())));
    }

    private static boolean isOthers(Handout out, String name) {
        return !out.caller().isUser(name) && out.call().eventTime().isPresent();
    }

    private static Optional<String> named(Handout out, JsonNode made) {
        return Forms.name(made, "userName").or(() -> Forms.name(out.asked(), "userName"));
    }

    private static Optional<Draft> user(Handout out, String name) {
        return out.caller().userArn(name).map(IamPrincipalIssuances::user);
    }
}
