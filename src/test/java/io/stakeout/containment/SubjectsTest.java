package io.stakeout.containment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;
import io.stakeout.cloudtrail.UnreadableRecordException;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;
import io.stakeout.incident.lineage.LineageView;
import io.stakeout.watch.Follow;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose credential each identity of a lineage is, as far as calls and hand-outs tell. */
class SubjectsTest {

    private static final String ACCOUNT = "444455556666";
    private static final PrincipalRef MALLORY = new PrincipalRef(PrincipalRef.Kind.USER, ACCOUNT, "mallory");
    private static final PrincipalRef DEPLOY = new PrincipalRef(PrincipalRef.Kind.ROLE, ACCOUNT, "deploy");

    private final List<LineageView.Identity> identities = new ArrayList<>();
    private final List<LineageView.Hop> hops = new ArrayList<>();
    private final Map<Long, Principal> callers = new HashMap<>();
    private final Map<Long, Set<String>> sessions = new HashMap<>();
    private final Map<Long, String> chosen = new HashMap<>();

    private long identity(String kind, String value, String relation) {
        return identity(kind, value, relation, false, Optional.empty());
    }

    private long identity(String kind, String value, String relation, boolean excluded, Optional<String> unwatched) {
        long id = identities.size() + 1L;
        LineageView.Use none = new LineageView.Use("", 0, 0, 0, Optional.empty(), Optional.empty(), "");
        identities.add(new LineageView.Identity(
                id,
                kind,
                value,
                value,
                Optional.of(ACCOUNT),
                relation,
                "exact",
                unwatched.isEmpty(),
                unwatched,
                false,
                excluded,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                false,
                Optional.empty(),
                false,
                none,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
        return id;
    }

    private void hop(long from, long to, String how) {
        hops.add(new LineageView.Hop(
                from, to, how, "exact", "e", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private void called(long id, String identity) {
        try {
            String record = "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-01-02T03:04:05Z\",\"eventID\":\"e\","
                    + "\"eventName\":\"GetUser\",\"eventSource\":\"iam.amazonaws.com\",\"userIdentity\":" + identity
                    + "}";
            callers.put(
                    id,
                    CloudTrailRecord.parse(record.getBytes(StandardCharsets.UTF_8))
                            .principal());
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    private Subject subject(long id) {
        return subjects().stream()
                .filter(subject -> subject.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private List<Subject> subjects() {
        return Subjects.of(new LineageView(Follow.FULL, identities, hops, 0), callers, sessions, chosen);
    }

    @Test
    void aUserIsItselfAndTheKeyThatItMadeIsItsOwn() {
        long user = identity("user", "arn:aws:iam::444455556666:user/path/mallory", "suspect");
        long key = identity("access-key", "AKIAEXAMPLE000000001", "minted");
        hop(user, key, "CreateAccessKey");

        assertThat(subject(user).principal()).contains(MALLORY);
        assertThat(subject(key).principal()).contains(MALLORY);
        assertThat(subject(key).how()).containsExactly("CreateAccessKey");
        assertThat(subject(key).parents()).containsExactly(user);
    }

    @Test
    void aSessionIsItsRolesAndIsKnownByTheIdThatItsCallsTell() {
        String arn = "arn:aws:sts::444455556666:assumed-role/deploy/evil";
        long session = identity("role-session", arn, "minted");

        assertThat(subject(session).principal()).contains(DEPLOY);
        assertThat(subject(session).userId()).isEmpty();
        assertThat(subject(session).sessionName()).contains("evil");

        called(
                session,
                "{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:evil\",\"arn\":\"" + arn + "\","
                        + "\"accountId\":\"444455556666\",\"sessionContext\":{\"sourceIdentity\":\"ada\","
                        + "\"sessionIssuer\":{\"type\":\"Role\",\"arn\":\"arn:aws:iam::444455556666:role/x/deploy\"}}}");
        assertThat(subject(session).userId()).contains("AROAEXAMPLE:evil");
        assertThat(subject(session).sessionName()).contains("evil");
        assertThat(subject(session).sourceIdentity()).contains("ada");
        assertThat(subject(session).principal()).contains(DEPLOY);
    }

    @Test
    void aTemporaryKeyThatWasNotUsedYetBelongsToTheSessionThatItCameFrom() {
        long session = identity("role-session", "arn:aws:sts::444455556666:assumed-role/deploy/evil", "suspect");
        long key = identity("access-key", "ASIAEXAMPLE000000001", "minted");
        hop(session, key, "AssumeRole");

        assertThat(subject(key).principal()).contains(DEPLOY);
        assertThat(subject(key).sessionName()).contains("evil");
    }

    @Test
    void aSuspectThatIsNamedByItsSessionsIdIsThatSession() {
        long named = identity("principal", "AROAEXAMPLE:evil", "suspect");
        long role = identity("principal", "AROAEXAMPLE", "suspect");

        assertThat(subject(named).userId()).contains("AROAEXAMPLE:evil");
        assertThat(subject(named).principal()).isEmpty();
        assertThat(subject(role).userId()).isEmpty();
    }

    @Test
    void whoeverIsExcludedOrNoLongerSuspectedIsNoSubject() {
        identity("user", "arn:aws:iam::444455556666:user/a", "minted", true, Optional.of("excluded"));
        identity("user", "arn:aws:iam::444455556666:user/b", "suspect", false, Optional.of("removed"));
        long level = identity("user", "arn:aws:iam::444455556666:user/c", "minted", false, Optional.of("level"));

        assertThat(subjects()).extracting(Subject::id).containsExactly(level);
    }

    @Test
    void depthIsCountedFromTheNearestSuspectAndACircleEnds() {
        long suspect = identity("user", "arn:aws:iam::444455556666:user/mallory", "suspect");
        long near = identity("access-key", "AKIAEXAMPLE000000001", "minted");
        long far = identity("access-key", "AKIAEXAMPLE000000002", "minted");
        hop(suspect, near, "CreateAccessKey");
        hop(near, far, "CreateAccessKey");
        hop(far, near, "CreateAccessKey");
        hop(far, far, "CreateAccessKey");

        assertThat(subject(suspect).depth()).isZero();
        assertThat(subject(near).depth()).isEqualTo(1);
        assertThat(subject(far).depth()).isEqualTo(2);
        assertThat(subject(far).principal()).contains(MALLORY);
    }

    @Test
    void whoseItIsStaysUnknownWhenNothingTells() {
        long key = identity("access-key", "AKIAEXAMPLE000000001", "suspect");
        long circle = identity("access-key", "AKIAEXAMPLE000000002", "minted");
        hop(circle, circle, "CreateAccessKey");

        assertThat(subject(key).principal()).isEmpty();
        assertThat(subject(circle).principal()).isEmpty();
        called(
                key,
                "{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE\","
                        + "\"arn\":\"arn:aws:iam::444455556666:user/mallory\",\"accountId\":\"444455556666\"}");
        assertThat(subject(key).principal()).contains(MALLORY);
    }

    @Test
    void aTickIsKeptWithItsReason() {
        long touched = identity("user", "arn:aws:iam::444455556666:user/payroll", "touched");
        chosen.put(touched, "it was used by them");

        assertThat(subject(touched).chosen()).contains("it was used by them");
        assertThat(Set.of(subject(touched).relation())).containsExactly("touched");
    }

    @Test
    void aPersonIsNoneOfTheRolesThatItWorksBy() {
        String arn = "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/eve";
        String elsewhere = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/eve";
        long person = identity("identity-center-user", "94482488-3041-7099", "suspect");
        long handed = identity("access-key", "ASIAEXAMPLE000000001", "minted");
        long told = identity("role-session", elsewhere, "minted");
        long strangers = identity("role-session", arn.replace("/eve", "/ada"), "minted");
        hop(person, handed, "GetRoleCredentials");
        sessions.put(person, Set.of(arn));
        called(person, inSession(arn, ",\"onBehalfOf\":{\"userId\":\"94482488-3041-7099\"}"));
        called(told, inSession(elsewhere, ",\"onBehalfOf\":{\"userId\":\"94482488-3041-7099\"}"));
        called(strangers, inSession(arn.replace("/eve", "/ada"), ""));

        assertThat(subject(person).principal()).isEmpty();
        assertThat(subject(person).person()).isEmpty();
        assertThat(subject(person).seenAs()).containsExactlyInAnyOrder(arn, elsewhere);
        assertThat(subject(handed).person()).contains("94482488-3041-7099");
        assertThat(subject(told).person()).contains("94482488-3041-7099");
        assertThat(subject(strangers).person()).isEmpty();
    }

    private static String inSession(String arn, String more) {
        return "{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:" + arn.substring(arn.lastIndexOf('/') + 1)
                + "\",\"arn\":\"" + arn + "\",\"accountId\":\"444455556666\"" + more + "}";
    }
}
