package io.stakeout.aws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.Credentials;

import io.stakeout.Mode;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.cast.Clients;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;
import io.stakeout.testing.MotoServer;

import static io.stakeout.aws.Adapters.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The same against moto, which others wrote, with its check of permissions switched on. It knows no conditions,
 * boundaries, session policies or service control policies, and lets a key that is switched off go on.
 */
class MotoCutsTest {

    private static final String ACCOUNT = "123456789012";
    private static final Persona TESTER = new Persona("tester", "203.0.113.99", "test/1.0");
    private static final String ALLOW = document("Allow");
    private static final String DENY = document("Deny");

    private URI address;
    private Clients clients;
    private IamClient maker;
    private Adapters aws;
    private Keys admin;

    @BeforeEach
    void prepare() throws Exception {
        address = MotoServer.require();
        clients = new Clients(address);
        maker = clients.iam(TESTER, new Keys("AKIAIOSFODNN7EXAMPLE", "not checked", Optional.empty()));
        admin = user("cut-admin");
        System.setProperty("aws.accessKeyId", admin.accessKeyId());
        System.setProperty("aws.secretAccessKey", admin.secret());
        aws = Adapters.of(Mode.SERVE, Settings.at(Optional.of(address)), Optional::empty, Clock.systemUTC());
    }

    /** Other tests of this machine share the server and know nothing of its authorization. */
    @AfterEach
    void leaveMotoAsItWas() throws Exception {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (clients != null) {
            authorization("inf");
            clients.close();
        }
    }

    @Test
    void aUserIsCutAndUndone() throws Exception {
        IamClient suspect = clients.iam(TESTER, user("cut-user"));
        authorization("0");

        cutAndUndo(new Slot.InlinePolicy(principal(PrincipalRef.Kind.USER, "cut-user"), POLICY), suspect);
    }

    @Test
    void aRoleIsCutAndUndone() throws Exception {
        maker.createRole(request -> request.roleName("cut-role")
                .assumeRolePolicyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::"
                                + ACCOUNT + ":user/cut-admin\"},\"Action\":\"sts:AssumeRole\"}]}"));
        maker.putRolePolicy(
                request -> request.roleName("cut-role").policyName("own").policyDocument(ALLOW));
        authorization("0");
        Credentials session = clients.sts(TESTER, admin)
                .assumeRole(request -> request.roleArn("arn:aws:iam::" + ACCOUNT + ":role/cut-role")
                        .roleSessionName("build-1"))
                .credentials();
        IamClient suspect = clients.iam(
                TESTER,
                new Keys(session.accessKeyId(), session.secretAccessKey(), Optional.of(session.sessionToken())));

        cutAndUndo(new Slot.InlinePolicy(principal(PrincipalRef.Kind.ROLE, "cut-role"), POLICY), suspect);
    }

    private void cutAndUndo(Slot slot, IamClient suspect) {
        suspect.listUsers();
        assertThat(aws.read(slot)).isEmpty();

        aws.write(slot, Optional.of(DENY));

        assertThat(aws.read(slot)).contains(DENY);
        assertThat(catchThrowableOfType(AwsServiceException.class, suspect::listUsers)
                        .statusCode())
                .isEqualTo(403);

        aws.write(slot, Optional.empty());
        assertThat(aws.read(slot)).isEmpty();
        suspect.listUsers();
    }

    @Test
    void aKeyIsSwitchedOffAndOn() {
        Keys key = user("cut-key");
        Slot slot = new Slot.KeyStatus(principal(PrincipalRef.Kind.USER, "cut-key"), key.accessKeyId());
        assertThat(aws.read(slot)).contains("Active");

        aws.write(slot, Optional.of("Inactive"));
        assertThat(aws.read(slot)).contains("Inactive");

        aws.write(slot, Optional.of("Active"));
        assertThat(aws.read(slot)).contains("Active");
    }

    @Test
    void aPasswordIsRemoved() {
        user("cut-login");
        maker.createLoginProfile(request -> request.userName("cut-login").password("made-up-Passw0rd"));
        Slot slot = new Slot.Password(principal(PrincipalRef.Kind.USER, "cut-login"));
        assertThat(aws.read(slot)).contains(Slot.Password.SET);

        aws.write(slot, Optional.empty());

        assertThat(aws.read(slot)).isEmpty();
    }

    @Test
    void aUserThatHasVanishedIsGone() {
        PrincipalRef nobody = principal(PrincipalRef.Kind.USER, "cut-nobody");

        assertThat(catchThrowableOfType(
                        AccessControlException.Gone.class, () -> aws.read(new Slot.InlinePolicy(nobody, POLICY))))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        AccessControlException.Gone.class,
                        () -> aws.write(new Slot.InlinePolicy(nobody, POLICY), Optional.of(DENY))))
                .isNotNull();
    }

    /** A user of this name that may do everything; a new key of it, the only one. */
    private Keys user(String name) {
        if (maker.listUsers().users().stream().noneMatch(user -> user.userName().equals(name))) {
            maker.createUser(request -> request.userName(name));
            maker.putUserPolicy(
                    request -> request.userName(name).policyName("own").policyDocument(ALLOW));
        }
        maker.listAccessKeys(request -> request.userName(name))
                .accessKeyMetadata()
                .forEach(old ->
                        maker.deleteAccessKey(request -> request.userName(name).accessKeyId(old.accessKeyId())));
        AccessKey key = maker.createAccessKey(request -> request.userName(name)).accessKey();
        return new Keys(key.accessKeyId(), key.secretAccessKey(), Optional.empty());
    }

    private static PrincipalRef principal(PrincipalRef.Kind kind, String name) {
        return new PrincipalRef(kind, ACCOUNT, name);
    }

    private static String document(String effect) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect
                + "\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    }

    /** @param freeCalls after how many calls moto begins to check signatures and permissions */
    private void authorization(String freeCalls) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/moto-api/reset-auth"))
                .POST(HttpRequest.BodyPublishers.ofString(freeCalls))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(status).as("moto's authorization").isEqualTo(200);
    }
}
