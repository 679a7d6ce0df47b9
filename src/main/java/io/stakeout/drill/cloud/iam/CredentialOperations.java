package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.OtherCredential;
import io.stakeout.drill.world.User;

/**
 * Service-specific credentials, SSH public keys and signing certificates of users. Their secrets are told once and kept
 * nowhere; they open nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html">
 *     CreateServiceSpecificCredential</a>
 */
final class CredentialOperations {

    static final String BEDROCK = "bedrock.amazonaws.com";

    private static final List<String> SERVICES =
            List.of("codecommit.amazonaws.com", "cassandra.amazonaws.com", BEDROCK);
    private static final int SERVICE_SPECIFIC = 2;
    private static final int SSH_PUBLIC_KEYS = 5;
    private static final int SIGNING_CERTIFICATES = 2;

    private CredentialOperations() {}

    static List<Operation> all() {
        Stream<Operation> making = Stream.of(
                Operation.write(
                        Api.IAM,
                        "CreateServiceSpecificCredential",
                        Resources::user,
                        CredentialOperations::createServiceSpecific),
                Operation.write(Api.IAM, "UploadSSHPublicKey", Resources::user, CredentialOperations::uploadPublicKey),
                Operation.write(
                        Api.IAM,
                        "UploadSigningCertificate",
                        Resources::userOrOwn,
                        CredentialOperations::uploadCertificate));
        Stream<Operation> others =
                Stream.of(OtherCredential.Kind.values()).map(CredentialSort::of).flatMap(CredentialOperations::of);
        return Stream.concat(making, others).toList();
    }

    private static Stream<Operation> of(CredentialSort sort) {
        return Stream.of(
                Operation.read(Api.IAM, "List" + sort.word() + "s", Resources::userOrOwn, call -> list(call, sort)),
                Operation.write(Api.IAM, "Update" + sort.word(), Resources::userOrOwn, call -> update(call, sort)),
                Operation.write(Api.IAM, "Delete" + sort.word(), Resources::userOrOwn, call -> delete(call, sort)));
    }

    private static Answer createServiceSpecific(Call call) throws ApiError {
        String service = call.parameters().text("ServiceName");
        if (!SERVICES.contains(service)) {
            throw new ApiError("NotSupportedService", 404, "Service " + service + " is not supported.");
        }
        CredentialSort sort = CredentialSort.SERVICE_SPECIFIC;
        OtherCredential credential = credential(call, sort, call.cloud().ids().unique("ACCA"), service);
        User user = Changes.user(call, Checks.userName(call), owner -> {
            long there = sort.of(owner).stream()
                    .filter(other -> other.body().equals(service))
                    .count();
            Limits.quota("ServiceSpecificCredentialsPerUser", (int) there, SERVICE_SPECIFIC);
            return owner.with(owner.credentials().with(credential));
        });
        String secret = service.equals(BEDROCK) ? "ServiceCredentialSecret" : "ServicePassword";
        ObjectNode node =
                sort.view(user, credential).put(secret, call.cloud().ids().secret());
        return Answer.of(Answer.node().set("ServiceSpecificCredential", node));
    }

    private static Answer uploadPublicKey(Call call) throws ApiError {
        String body = call.parameters().text("SSHPublicKeyBody");
        if (!body.startsWith("ssh-rsa ") && !body.startsWith("-----BEGIN PUBLIC KEY-----")) {
            throw new ApiError("InvalidPublicKey", 400, "The public key is no SSH-RSA or PEM key.");
        }
        CredentialSort sort = CredentialSort.SSH_PUBLIC_KEY;
        OtherCredential key = credential(call, sort, call.cloud().ids().unique("APKA"), body);
        User user = Changes.user(call, Checks.userName(call), owner -> {
            distinct(sort, owner, body);
            Limits.quota("SSHPublicKeysPerUser", sort.of(owner).size(), SSH_PUBLIC_KEYS);
            return owner.with(owner.credentials().with(key));
        });
        ObjectNode node = sort.view(user, key).put("SSHPublicKeyBody", body);
        node.put("Fingerprint", Fingerprint.of(body));
        return Answer.of(Answer.node().set("SSHPublicKey", node));
    }

    private static Answer uploadCertificate(Call call) throws ApiError {
        String body = call.parameters().text("CertificateBody");
        if (!body.strip().startsWith("-----BEGIN CERTIFICATE-----")) {
            throw new ApiError("MalformedCertificate", 400, "The certificate is not in PEM form.");
        }
        CredentialSort sort = CredentialSort.SIGNING_CERTIFICATE;
        OtherCredential certificate = credential(call, sort, call.cloud().ids().unique("TA7SMP42"), body);
        User user = Changes.user(call, Checks.userNameOrOwn(call), owner -> {
            distinct(sort, owner, body);
            Limits.quota("SigningCertificatesPerUser", sort.of(owner).size(), SIGNING_CERTIFICATES);
            return owner.with(owner.credentials().with(certificate));
        });
        return Answer.of(Answer.node().set("Certificate", sort.view(user, certificate)));
    }

    private static OtherCredential credential(Call call, CredentialSort sort, String id, String body) {
        return new OtherCredential(sort.kind(), id, body, true, call.time());
    }

    private static void distinct(CredentialSort sort, User user, String body) throws ApiError {
        if (sort.of(user).stream().anyMatch(other -> other.body().equals(body))) {
            throw new ApiError(
                    "Duplicate" + (sort == CredentialSort.SSH_PUBLIC_KEY ? "SSHPublicKey" : "Certificate"),
                    sort == CredentialSort.SSH_PUBLIC_KEY ? 400 : 409,
                    "User " + user.name() + " already has this one of its " + sort.many() + ".");
        }
    }

    /** Of service-specific credentials, those of one service when it is named. */
    private static Answer list(Call call, CredentialSort sort) throws ApiError {
        User user = Found.user(call.account(), Checks.userNameOrOwn(call));
        Optional<String> service = call.parameters().find("ServiceName");
        List<OtherCredential> credentials = sort.of(user).stream()
                .filter(credential -> service.isEmpty() || service.get().equals(credential.body()))
                .toList();
        return Page.answer(call, sort.listed(), credentials, credential -> sort.view(user, credential));
    }

    private static Answer update(Call call, CredentialSort sort) throws ApiError {
        boolean active = Checks.active(call);
        String id = call.parameters().text(sort.idName());
        Changes.user(
                call,
                Checks.userNameOrOwn(call),
                user -> user.with(user.credentials().with(sort.find(user, id).withActive(active))));
        return Answer.nothing();
    }

    private static Answer delete(Call call, CredentialSort sort) throws ApiError {
        String id = call.parameters().text(sort.idName());
        Changes.user(call, Checks.userNameOrOwn(call), user -> {
            sort.find(user, id);
            return user.with(user.credentials().withoutOther(id));
        });
        return Answer.nothing();
    }
}
