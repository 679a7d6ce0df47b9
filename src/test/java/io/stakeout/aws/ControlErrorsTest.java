package io.stakeout.aws;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Mode;
import io.stakeout.RehearsalCloud;
import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.SettableClock;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.Role;

import static io.stakeout.aws.Adapters.POLICY;
import static io.stakeout.aws.Adapters.SESSION;
import static io.stakeout.aws.Adapters.role;
import static io.stakeout.aws.Adapters.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What can go wrong, and that it says what could be done; nothing that was refused has changed anything. */
class ControlErrorsTest {

    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    private final Slot deny = new Slot.InlinePolicy(user(Scenery.LEAKED), POLICY);
    private Adapters aws;

    @BeforeEach
    void connect() {
        aws = Adapters.on(cloud);
    }

    @Test
    void aUserThatHasVanishedIsGoneWhateverIsAskedOfIt() {
        PrincipalRef nobody = user("nobody");
        List<Slot> slots = List.of(
                new Slot.InlinePolicy(nobody, POLICY),
                new Slot.Boundary(nobody),
                new Slot.KeyStatus(nobody, "AKIAAAAAAAAAAAAAAAAA"),
                new Slot.Password(nobody),
                new Slot.ServiceCredential(nobody, "ACCAAAAAAAAAAAAAAAAA"),
                new Slot.SshKey(nobody, "APKAAAAAAAAAAAAAAAAA"),
                new Slot.SigningCertificate(nobody, "TA7SMP42AAAAAAAAAAAAAAAA"));

        assertThat(slots).allSatisfy(slot -> {
            assertThat(gone(() -> aws.read(slot)).getMessage()).contains("nobody");
            assertThat(gone(() -> aws.write(slot, value(slot))).code()).isEqualTo("NoSuchEntity");
        });
        assertThat(gone(() -> standing(nobody)).requestId()).isPresent();
    }

    private static Optional<String> value(Slot slot) {
        return slot instanceof Slot.InlinePolicy
                ? Optional.of(DENY)
                : slot instanceof Slot.Boundary
                        ? Optional.of("arn:aws:iam::aws:policy/AWSDenyAll")
                        : slot instanceof Slot.Password ? Optional.empty() : Optional.of("Inactive");
    }

    @Test
    void aRoleThatHasVanishedIsGone() {
        PrincipalRef nobody = role("nobody");

        gone(() -> aws.read(new Slot.InlinePolicy(nobody, POLICY)));
        gone(() -> aws.write(new Slot.InlinePolicy(nobody, POLICY), Optional.of(DENY)));
        gone(() -> standing(nobody));
    }

    @Test
    void toRemoveWhatIsNotThereAnyMoreIsDone() {
        assertThat(aws.write(deny, Optional.empty())).hasSize(1);
        assertThat(aws.write(new Slot.Password(user(Scenery.LEAKED)), Optional.empty()))
                .hasSize(1);
        assertThat(aws.write(new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aUserWithoutRoomForOneMorePolicyIsToldByItsLimit() {
        cloud.responder()
                .putUserPolicy(request -> request.userName(Scenery.LEAKED)
                        .policyName("long")
                        .policyDocument(DENY.replace("Action\":\"*", "Action\":\"s3:" + "x".repeat(1_800))));

        AccessControlException failure = permanent(() -> aws.write(deny, Optional.of(DENY)));

        assertThat(failure.code()).isEqualTo("LimitExceeded");
        assertThat(failure).hasMessageContaining("2048").hasMessageContaining(Scenery.LEAKED);
        assertThat(aws.read(deny)).isEmpty();
    }

    @Test
    void aServiceLinkedRoleIsLeftToItsService() throws ApiError {
        String name = "AWSServiceRoleForAmazonGuardDuty";
        Entity entity = new Entity(
                Scenery.WORKLOAD,
                "/aws-service-role/guardduty.amazonaws.com/",
                name,
                "AROAAAAAAAAAAAAAAAAA",
                cloud.clock().instant(),
                Map.of());
        Role linked = new Role(entity, Permissions.NONE, DENY, 3_600, "");
        cloud.cloud().cloud().change(world -> world.change(Scenery.WORKLOAD, account -> account.with(linked)));

        AccessControlException failure =
                permanent(() -> aws.write(new Slot.InlinePolicy(role(name), POLICY), Optional.of(DENY)));

        assertThat(failure.code()).isIn("UnmodifiableEntity", "AccessDenied");
        assertThat(failure).hasMessageContaining(name);
    }

    @Test
    void whatOurPoliciesExceptIsRefusedByAwsToo() {
        for (PrincipalRef never : List.of(role(Scenery.EXECUTION_ROLE), user(Scenery.RESPONDER))) {
            AccessControlException failure =
                    permanent(() -> aws.write(new Slot.InlinePolicy(never, POLICY), Optional.of(DENY)));

            assertThat(failure.code()).isEqualTo("AccessDenied");
            assertThat(failure).hasMessageContaining("explicit deny").hasMessageContaining(Scenery.EXECUTION_ROLE);
            assertThat(aws.read(new Slot.InlinePolicy(never, POLICY))).isEmpty();
        }
    }

    @Test
    void somebodyElsesBoundaryIsNotTakenOff() {
        cloud.responder()
                .putUserPermissionsBoundary(request -> request.userName(Scenery.PARTNER)
                        .permissionsBoundary("arn:aws:iam::aws:policy/ReadOnlyAccess"));

        AccessControlException failure =
                permanent(() -> aws.write(new Slot.Boundary(user(Scenery.PARTNER)), Optional.empty()));

        assertThat(failure.code()).isEqualTo("AccessDenied");
    }

    @Test
    void aDocumentThatIsNoneIsRefusedWithAwssWords() {
        assertThat(permanent(() -> aws.write(deny, Optional.of("{}"))).code()).isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void aStatusThatIsNoneIsNotSent() {
        Slot key = new Slot.KeyStatus(user(Scenery.LEAKED), cloud.scenery().leakedKey());

        assertThat(permanent(() -> aws.write(key, Optional.empty())).code()).isEqualTo("not-a-status");
        assertThat(aws.read(key)).contains("Active");
    }

    @Test
    void aThrottledCallIsTriedThreeTimesAndThenMayBeTriedLater() {
        AtomicInteger asked = new AtomicInteger();
        cloud.cloud().interference().throttle(3, call -> {
            boolean puts = call.operation().name().equals("PutUserPolicy");
            asked.addAndGet(puts ? 1 : 0);
            return puts;
        });

        AccessControlException failure = retryable(() -> aws.write(deny, Optional.of(DENY)));

        assertThat(failure.code()).isEqualTo("Throttling");
        assertThat(asked).hasValue(3);
        assertThat(aws.read(deny)).isEmpty();
        aws.write(deny, Optional.of(DENY));
        assertThat(aws.read(deny)).contains(DENY);
    }

    @Test
    void aFailureOfAwsIsNotRepeatedByTheSdkSinceItMayHaveTakenEffect() {
        AtomicInteger asked = new AtomicInteger();
        cloud.cloud().interference().fail(9, new ApiError("ServiceFailure", 500, "made up"), call -> {
            boolean puts = call.operation().name().equals("PutUserPolicy");
            asked.addAndGet(puts ? 1 : 0);
            return puts;
        });

        assertThat(retryable(() -> aws.write(deny, Optional.of(DENY))).code()).isEqualTo("ServiceFailure");
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAwsThatIsNotReachedMayBeTriedLater() {
        Settings nowhere = new Settings(
                Optional.of(URI.create("http://127.0.0.1:1")),
                "us-east-1",
                Optional.of("x"),
                Optional.empty(),
                Optional.empty());
        Adapters lost = Adapters.of(Mode.DRILL, nowhere, Optional::empty, cloud.clock());

        assertThat(retryable(() -> lost.read(deny)).code()).isEqualTo("Unreachable");
        retryable(() -> lost.control().self());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "with space", "slash/name", "näme"})
    void aSessionNameThatStsWouldNotTakeIsNotSent(String name) {
        int before = cloud.events().size();

        AccessControlException failure = permanent(
                () -> aws.control().open(Scenery.WORKLOAD, name, List.of(deny)).close());

        assertThat(failure.code()).isEqualTo("malformed-session-name");
        assertThat(cloud.events()).as("and nothing was called").hasSize(before);
    }

    @Test
    void aSlotOfAnotherAccountIsNotOpened() {
        assertThat(permanent(() -> aws.control()
                                .open(Scenery.BACKUP, SESSION, List.of(deny))
                                .close())
                        .code())
                .isEqualTo("other-account");
    }

    @Test
    void anAccountWithoutTheRoleIsRefusedByAws() {
        PrincipalRef admin = new PrincipalRef(PrincipalRef.Kind.USER, Scenery.MANAGEMENT, Scenery.ORGANIZATION_ADMIN);

        AccessControlException failure = permanent(() -> aws.read(new Slot.Boundary(admin)));

        assertThat(failure.code()).isEqualTo("AccessDenied");
        assertThat(failure)
                .hasMessageContaining("sts:AssumeRole of arn:aws:iam::111122223333:role/" + Scenery.EXECUTION_ROLE);
    }

    @Test
    void aReplayHasNoAwsAndNeitherHasADrillThatHasNotBegun() {
        Clock clock = new SettableClock(cloud.clock().instant());
        Settings loopback = Settings.at(Optional.of(cloud.cloud().address()));
        Adapters replay = Adapters.of(Mode.REPLAY, loopback, Optional::empty, clock);
        Adapters early = Adapters.of(Mode.DRILL, Settings.none(), Optional::empty, clock);

        for (Adapters none : List.of(replay, early)) {
            assertThat(permanent(() -> none.read(deny)).code()).isEqualTo("no-aws");
            assertThat(permanent(() -> none.control().self()).code()).isEqualTo("no-aws");
            assertThat(permanent(() -> none.directory().profile(user(Scenery.LEAKED)))
                            .code())
                    .isEqualTo("no-aws");
        }
        assertThat(cloud.events()).as("and nothing was called").isEmpty();
    }

    @Test
    void withoutRolesOnlyOurOwnAccountIsOpen() {
        RehearsalCloud nowhere = Optional::empty;
        System.setProperty("aws.accessKeyId", cloud.keysOf(Scenery.RESPONDER).accessKeyId());
        System.setProperty(
                "aws.secretAccessKey", cloud.keysOf(Scenery.RESPONDER).secret());
        try {
            Adapters own = Adapters.of(
                    Mode.SERVE, Settings.at(Optional.of(cloud.cloud().address())), nowhere, cloud.clock());
            own.write(deny, Optional.of(DENY));
            assertThat(own.read(deny)).contains(DENY);
            assertThat(own.control().rolesIn(Scenery.WORKLOAD)).isEmpty();

            PrincipalRef other = new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.BACKUP, Scenery.BACKUP_ROLE);
            assertThat(permanent(() -> own.read(new Slot.Boundary(other))).code())
                    .isEqualTo("no-execution-role");
            assertThat(permanent(() -> own.read(new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY)))
                            .code())
                    .isEqualTo("no-organization-role");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    private void standing(PrincipalRef principal) {
        try (AccessControl.Hold hold = aws.control().open(principal.account(), SESSION, List.of())) {
            hold.standing(principal);
        }
    }

    static AccessControlException permanent(ThrowingCallable call) {
        return failure(AccessControlException.Permanent.class, call);
    }

    private static AccessControlException retryable(ThrowingCallable call) {
        return failure(AccessControlException.Retryable.class, call);
    }

    private static AccessControlException gone(ThrowingCallable call) {
        return failure(AccessControlException.Gone.class, call);
    }

    private static <T extends AccessControlException> T failure(Class<T> kind, ThrowingCallable call) {
        T failure = catchThrowableOfType(kind, call);
        assertThat(failure).as("nothing failed").isNotNull();
        return failure;
    }
}
