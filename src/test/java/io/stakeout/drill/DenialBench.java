package io.stakeout.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.Credentials;

import io.stakeout.drill.Wording.Subject;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** All that sequences of changes work with, on a cloud of its own; each begins with a bench that was cleared. */
final class DenialBench implements AutoCloseable {

    static final int SHELVES = 11;

    private static final String GROUP = "deployers";

    private final TestCloud cloud = TestCloud.withTrailOpen();
    private final IamClient iam;
    private final Map<Subject, S3Client> callers = new EnumMap<>(Subject.class);
    private final Map<Wording, String> managed;
    private final List<Shelf> shelves;
    private final Map<Shelf, Wording> held = new HashMap<>();
    private final List<String> noise = new ArrayList<>();
    private final StandingDenials denials = new StandingDenials(TestCloud.PROPAGATION);
    private boolean versionDenies;

    DenialBench() {
        cloud.open();
        this.iam = cloud.responder();
        iam.createGroup(request -> request.groupName(GROUP));
        iam.addUserToGroup(request -> request.groupName(GROUP).userName(Scenery.LEAKED));
        this.managed = managedPolicies();
        this.shelves = shelves();
        callers.put(Subject.USER, cloud.s3(cloud.keysOf(Scenery.LEAKED)));
        reset();
    }

    private Map<Wording, String> managedPolicies() {
        Map<Wording, String> arns = new EnumMap<>(Wording.class);
        for (Wording wording : Wording.values()) {
            arns.put(
                    wording,
                    iam.createPolicy(request ->
                                    request.policyName("says-" + wording).policyDocument(wording.besideAllow()))
                            .policy()
                            .arn());
        }
        iam.createPolicyVersion(request ->
                request.policyArn(arns.get(Wording.VERSIONED)).policyDocument(Wording.DENY_ALL.besideAllow()));
        return arns;
    }

    private List<Shelf> shelves() {
        OrganizationsClient organizations = cloud.organizations(cloud.keysOf(Scenery.ORGANIZATION_ADMIN));
        String root = organizations.listRoots(request -> {}).roots().get(0).id();
        return List.of(
                InlineShelf.ofUser(iam, Scenery.LEAKED, "user-one"),
                InlineShelf.ofUser(iam, Scenery.LEAKED, "user-two"),
                InlineShelf.ofGroup(iam, GROUP, "group-one"),
                InlineShelf.ofRole(iam, Scenery.DEPLOY_ROLE, "role-one"),
                ManagedShelf.ofUser(iam, Scenery.LEAKED, managed),
                ManagedShelf.ofGroup(iam, GROUP, managed),
                ManagedShelf.ofRole(iam, Scenery.DEPLOY_ROLE, managed),
                ManagedShelf.boundaryOfUser(iam, Scenery.LEAKED, managed),
                ManagedShelf.boundaryOfRole(iam, Scenery.DEPLOY_ROLE, managed),
                new ControlPolicyShelf("scp of the account", organizations, Scenery.WORKLOAD),
                new ControlPolicyShelf("scp of the root", organizations, root));
    }

    private Keys newSession() {
        String role = Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);
        Credentials made = cloud.sts(cloud.keysOf(Scenery.RESPONDER))
                .assumeRole(request -> request.roleArn(role).roleSessionName("bench"))
                .credentials();
        return new Keys(made.accessKeyId(), made.secretAccessKey(), Optional.of(made.sessionToken()));
    }

    /** Puts a policy on a shelf, unless it can't stand there. */
    void put(int number, Wording wording) {
        Shelf shelf = shelves.get(number);
        if (shelf.takes(wording)) {
            shelf.put(wording);
            held.put(shelf, wording);
            denials.stands(shelf.name(), refused(shelf, wording), now());
        }
    }

    void clear(int number) {
        Shelf shelf = shelves.get(number);
        shelf.clear();
        held.remove(shelf);
        denials.gone(shelf.name(), now());
    }

    /** Turns the versioned policy into what it wasn't, wherever it stands. */
    void switchVersion() {
        versionDenies = !versionDenies;
        iam.setDefaultPolicyVersion(
                request -> request.policyArn(managed.get(Wording.VERSIONED)).versionId(version()));
        held.forEach((shelf, wording) -> {
            if (wording == Wording.VERSIONED) {
                denials.stands(shelf.name(), refused(shelf, wording), now());
            }
        });
    }

    private String version() {
        return versionDenies ? "v2" : "v1";
    }

    /** A change that concerns nobody here. */
    void createUser() {
        String name = "noise-" + noise.size();
        iam.createUser(request -> request.userName(name));
        noise.add(name);
    }

    private Set<Subject> refused(Shelf shelf, Wording wording) {
        Set<Subject> refused = EnumSet.copyOf(shelf.reach());
        refused.retainAll(wording == Wording.VERSIONED && versionDenies ? shelf.reach() : wording.refused());
        return refused;
    }

    private Instant now() {
        return cloud.clock().instant();
    }

    /** Reads don't wait: they show what was changed last. */
    void assertReadsShowAll() {
        for (int number = 0; number < SHELVES; number++) {
            assertReadsShow(number);
        }
        assertReadsShowVersionAndUsers();
    }

    void assertReadsShow(int number) {
        Shelf shelf = shelves.get(number);
        List<String> expected = Optional.ofNullable(held.get(shelf)).map(shelf::expected).stream()
                .toList();
        assertThat(shelf.shown()).as(shelf.name()).isEqualTo(expected);
    }

    void assertReadsShowVersionAndUsers() {
        assertThat(iam.getPolicy(request -> request.policyArn(managed.get(Wording.VERSIONED)))
                        .policy()
                        .defaultVersionId())
                .isEqualTo(version());
        assertThat(iam.listUsers().users()).extracting(User::userName).containsAll(noise);
    }

    void assertCallsAreAnsweredAsTheyMust() {
        callers.forEach((caller, s3) -> {
            if (denials.refuses(caller, now())) {
                AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, s3::listBuckets);
                assertThat(refused).as("a denied %s is let through", caller).isNotNull();
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                assertThat(refused.statusCode()).isEqualTo(403);
            } else {
                assertThat(s3.listBuckets().buckets())
                        .as("buckets of the %s", caller)
                        .isNotEmpty();
            }
        });
    }

    /** Undoes everything and lets that take effect. Sessions end after an hour, so there is a new one. */
    void reset() {
        for (int number = 0; number < SHELVES; number++) {
            if (held.containsKey(shelves.get(number))) {
                clear(number);
            }
        }
        if (versionDenies) {
            switchVersion();
        }
        noise.forEach(user -> iam.deleteUser(request -> request.userName(user)));
        noise.clear();
        cloud.settle();
        callers.put(Subject.SESSION, cloud.s3(newSession()));
    }

    void pass(Duration time) {
        cloud.pass(time);
    }

    void settle() {
        cloud.settle();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
