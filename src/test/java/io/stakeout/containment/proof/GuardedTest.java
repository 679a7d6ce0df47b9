package io.stakeout.containment.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicyType;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.trail.TrailRecord;
import io.stakeout.ingest.scan.WatchedCalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Which calls take a containment back: records of calls that the drill's cloud was really asked for. */
class GuardedTest {

    private static final Case.Times TIMES = new Case.Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    private static final String OURS = "ServiceAccessBaseline";
    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final PrincipalRef USER = new PrincipalRef(PrincipalRef.Kind.USER, Scenery.WORKLOAD, Scenery.LEAKED);
    private static final PrincipalRef ROLE =
            new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    private IamClient iam;
    private String key;
    private Guarded guarded;

    @BeforeEach
    void aUserAndARoleAreCut() {
        iam = cloud.responder();
        key = cloud.keysOf(Scenery.LEAKED).accessKeyId();
        guarded = Guarded.of(List.of(new Case(
                7,
                1,
                Level.KEYS,
                TIMES,
                Case.EXECUTED,
                Map.of(1L, Cover.ALL),
                Set.of(USER, ROLE),
                List.of(
                        new Slot.InlinePolicy(USER, OURS),
                        new Slot.InlinePolicy(ROLE, OURS),
                        new Slot.KeyStatus(USER, key),
                        new Slot.ControlPolicy(Scenery.WORKLOAD, "our-scp")),
                Set.of(),
                false)));
    }

    @Test
    void everyCallOfTheTableIsReadInFullWhoeverMakesIt() {
        assertThat(MoveKind.all()).hasSizeGreaterThan(30);
        assertThat(MoveKind.all().keySet()).allSatisfy(call -> {
            String[] sides = call.split(":");
            assertThat(WatchedCalls.watched(sides[0] + ".amazonaws.com", sides[1]))
                    .isTrue();
        });
    }

    @Test
    void theDenyIsWrittenOverAndTakenAway() {
        iam.putUserPolicy(call -> call.userName(Scenery.LEAKED).policyName(OURS).policyDocument(DENY));
        assertThat(move()).endsWith("the deny was written over.");
        iam.deleteUserPolicy(call -> call.userName(Scenery.LEAKED).policyName(OURS));
        assertThat(move()).endsWith("the deny is gone.");
        iam.putRolePolicy(
                call -> call.roleName(Scenery.DEPLOY_ROLE).policyName(OURS).policyDocument(DENY));
        assertThat(move()).endsWith("the deny was written over.");
        iam.deleteRolePolicy(call -> call.roleName(Scenery.DEPLOY_ROLE).policyName(OURS));
        assertThat(move()).endsWith("the deny is gone.");
    }

    @Test
    void keysPasswordsAndTrustAreOpened() {
        iam.updateAccessKey(
                call -> call.userName(Scenery.LEAKED).accessKeyId(key).status(StatusType.ACTIVE));
        assertThat(move()).endsWith("a key works again.");
        iam.createAccessKey(call -> call.userName(Scenery.LEAKED));
        assertThat(move()).endsWith("it has a new key.");
        iam.createLoginProfile(call -> call.userName(Scenery.LEAKED).password("Secret-of-a-test-1"));
        assertThat(move()).endsWith("it has a password again.");
        catchThrowable(() -> iam.putUserPermissionsBoundary(call ->
                call.userName(Scenery.LEAKED).permissionsBoundary("arn:aws:iam::aws:policy/AdministratorAccess")));
        assertThat(moves()).hasSize(1);
        catchThrowable(() -> iam.updateAssumeRolePolicy(
                call -> call.roleName(Scenery.DEPLOY_ROLE).policyDocument(DENY)));
        assertThat(moves()).hasSize(1);
    }

    @Test
    void aUserThatMakesItselfAKeyIsTheTarget() {
        cloud.iam(cloud.keysOf(Scenery.LEAKED)).createAccessKey();
        assertThat(move()).endsWith("it has a new key.");
    }

    @Test
    void theServiceControlPolicyIsChangedOrTakenOff() {
        OrganizationsClient organizations = cloud.organizations(cloud.keysOf(Scenery.ORGANIZATION_ADMIN));
        String id = organizations
                .createPolicy(call ->
                        call.name("our-scp").description("d").content(DENY).type(PolicyType.SERVICE_CONTROL_POLICY))
                .policy()
                .policySummary()
                .id();
        assertThat(moves()).as("making one takes nothing back").isEmpty();
        organizations.attachPolicy(call -> call.policyId(id).targetId(Scenery.WORKLOAD));
        assertThat(moves()).isEmpty();
        organizations.updatePolicy(call -> call.policyId(id).content(DENY.replace("\"*\"}", "\"arn:aws:s3:::x\"}")));
        assertThat(move()).endsWith("our service control policy was changed.");
        organizations.detachPolicy(call -> call.policyId(id).targetId(Scenery.WORKLOAD));
        assertThat(move()).endsWith("a service control policy was taken off the account.");
    }

    @Test
    void whatTakesNothingBackIsNone() {
        iam.putUserPolicy(
                call -> call.userName(Scenery.LEAKED).policyName("another").policyDocument(DENY));
        assertThat(moves()).isEmpty();
        iam.createUser(call -> call.userName("somebody"));
        assertThat(moves()).isEmpty();
        iam.createAccessKey(call -> call.userName("somebody"));
        assertThat(moves()).isEmpty();
        iam.updateAccessKey(
                call -> call.userName(Scenery.LEAKED).accessKeyId(key).status(StatusType.INACTIVE));
        assertThat(moves()).isEmpty();
        iam.listUsers();
        assertThat(moves()).isEmpty();
    }

    @Test
    void anAttemptThatIsRefusedIsKeptAsOne() {
        catchThrowable(() -> cloud.iam(cloud.keysOf("guardian-host"))
                .deleteUserPolicy(call -> call.userName(Scenery.LEAKED).policyName(OURS)));
        assertThat(moves()).singleElement().satisfies(move -> {
            assertThat(move.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(move.text()).endsWith("denied, nothing has changed.");
            assertThat(move.requestId()).isPresent();
        });
    }

    @Test
    void namesAreTheSameInWhateverCaseAndForeignAccountsAreNot() {
        String record = "{\"eventID\":\"e\",\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"DeleteUserPolicy\","
                + "\"recipientAccountId\":\"%s\",\"requestParameters\":{\"userName\":\"%s\",\"policyName\":\"%s\"}}";
        assertThat(guarded.moves(
                        parse(String.format(record, Scenery.WORKLOAD, Scenery.LEAKED.toUpperCase(Locale.ROOT), OURS))))
                .hasSize(1);
        assertThat(guarded.moves(parse(String.format(record, "999999999999", Scenery.LEAKED, OURS))))
                .isEmpty();
        assertThat(guarded.moves(parse(String.format(record, Scenery.WORKLOAD, "\\u0000 ../x", OURS))))
                .isEmpty();
    }

    @Test
    void aPlanThatTakesAnotherBackGuardsNothing() {
        Case undo = new Case(8, 1, Level.KEYS, TIMES, Case.EXECUTED, Map.of(), Set.of(USER), List.of(), Set.of(), true);
        assertThat(Guarded.of(List.of(undo)).plans()).isEmpty();
    }

    private String move() {
        assertThat(moves()).hasSize(1);
        return moves().get(0).text();
    }

    private List<CounterMove> moves() {
        return guarded.moves(CloudTrailRecord.parse(TrailRecord.json(cloud.last())));
    }

    private static CloudTrailRecord parse(String record) {
        return CloudTrailRecord.parse(record.getBytes(StandardCharsets.UTF_8));
    }
}
