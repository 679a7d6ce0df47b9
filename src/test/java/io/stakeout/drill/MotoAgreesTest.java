package io.stakeout.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

import io.stakeout.drill.cast.Clients;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.testing.MotoServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The drill's cloud decides as moto does, an emulator that others wrote from the same documentation: in all that moto
 * evaluates as AWS documents it. Both are asked by the same SDK over HTTP, signatures included.
 *
 * <p>Left out is what moto evaluates otherwise than AWS documents it:
 *
 * <ul>
 *   <li>conditions, boundaries, service control and session policies: of all but trust policies it evaluates none
 *   <li>policies on buckets, of which it knows denies for objects only, and takes no account of whom they name
 *   <li>{@code NotResource}, which it reads as any resource
 *   <li>{@code ?} in an action or resource, which it takes for an optional character, and actions in another case, which
 *       match no call of it; AWS knows one character, and any case: reference_policies_elements_action.html
 *   <li>ARNs of users, groups and policies: to it every call of IAM but those about a role is about {@code *}
 *   <li>HeadBucket, which to it is an action of that name; on AWS the action is {@code s3:ListBucket}
 *   <li>AssumeRole: it wants the trust to name the caller itself, and a policy of the caller always; AWS takes the account
 *       for the name of all in it, and no policy where the trust names the caller: id_roles_create_for-user.html
 *   <li>GetSessionToken, which needs no permission on AWS, and GetFederationToken by a session, which is never allowed
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM JSON
 *     policy language</a>
 */
class MotoAgreesTest {

    private static final long SEED = 20_261_124L;
    private static final int CASES = 500;

    /** The account that moto gives to whoever has no key of it. */
    private static final String ACCOUNT = "123456789012";

    private static final String ADMIN = "cross-check-admin";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    private URI address;
    private Clients clients;

    @BeforeEach
    void findMoto() {
        address = MotoServer.require();
        clients = new Clients(address);
    }

    @Test
    void bothDecideAlike() throws Exception {
        CrossCheckSide moto = moto();
        CrossCheckSide drill = CrossCheckSide.prepare(
                cloud.clients(), cloud.keysOf(Scenery.RESPONDER), Scenery.WORKLOAD, cloud::settle);
        List<CrossCheck> allowed = new ArrayList<>();
        List<String> disagreements = new ArrayList<>();
        authorization("0");
        List<CrossCheck> checks = new ArrayList<>(CrossCheck.ofBucketLists());
        checks.addAll(CrossCheck.cases(SEED, CASES));
        for (CrossCheck check : checks) {
            boolean ours = drill.allows(check);
            if (ours) {
                allowed.add(check);
            }
            if (ours != moto.allows(check)) {
                disagreements.add((ours ? "only the drill allows " : "only moto allows ") + check);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(allowed).as("neither is most refused nor most allowed").hasSizeBetween(CASES / 5, CASES * 4 / 5);
    }

    /** As long as authorization is off, anybody may make an admin. */
    private CrossCheckSide moto() {
        Keys anybody = new Keys("AKIAIOSFODNN7EXAMPLE", "not checked", Optional.empty());
        CrossCheckSide.Caller maker = CrossCheckSide.Caller.of(clients, anybody);
        maker.iam().createUser(request -> request.userName(ADMIN));
        maker.iam()
                .putUserPolicy(request ->
                        request.userName(ADMIN).policyName("everything").policyDocument(EVERYTHING));
        Keys admin = CrossCheckSide.keys(
                maker.iam().createAccessKey(request -> request.userName(ADMIN)).accessKey());
        for (String bucket : List.of(Scenery.REPORTS, Scenery.EXPORTS)) {
            String key = bucket.equals(Scenery.REPORTS) ? CrossCheckSide.REPORT : CrossCheckSide.EXPORT;
            maker.s3().createBucket(request -> request.bucket(bucket));
            maker.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("{}"));
        }
        return CrossCheckSide.prepare(clients, admin, ACCOUNT, () -> {});
    }

    /** Other tests of this machine share the server and know nothing of its authorization. */
    @AfterEach
    void leaveMotoAsItWas() throws Exception {
        if (clients != null) {
            authorization("inf");
            clients.close();
        }
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
