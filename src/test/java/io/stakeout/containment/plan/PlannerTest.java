package io.stakeout.containment.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlannerTest {

    private static final Draft.Options PLAIN = new Draft.Options(false, false, 0);
    private static final String POLICY = "ServiceAccessBaseline";

    private static Draft draft(Level level, Draft.Options options, Subject... subjects) {
        return Planner.draft(level, options, List.of(subjects), POLICY, "k1");
    }

    private static List<String> slots(Draft draft) {
        return draft.steps().stream().map(step -> step.slot().id()).toList();
    }

    private static String statement(Step step) {
        return ((Change.AddStatement) step.change()).statement();
    }

    @Test
    void observingChangesNothing() {
        assertThat(draft(Level.OBSERVE, PLAIN, Cast.mallory(), Cast.session()).steps())
                .isEmpty();
    }

    @Test
    void aSessionIsCutByItsIdAndTheTimeOfItsIssueAndNothingElse() {
        Draft draft = draft(Level.SESSION, PLAIN, Cast.session());

        assertThat(draft.cut()).containsExactly(Cast.DEPLOY);
        assertThat(draft.steps()).hasSize(2);
        assertThat(statement(draft.steps().get(0)))
                .isEqualTo("{\"Sid\":\"Sk10\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"DateLessThan\":{\"aws:TokenIssueTime\":\"{cut-off}\"},"
                        + "\"StringEquals\":{\"aws:userid\":\"AROADEPLOY:s3-sync\"}}}");
        assertThat(draft.steps().get(1).renewal()).isTrue();
        assertThat(draft.steps().get(1).slot()).isEqualTo(draft.steps().get(0).slot());
    }

    @Test
    void cuttingSessionsWarnsThatTheKeyWhichMintsThemStaysAlive() {
        Draft draft = draft(Level.SESSION, PLAIN, Cast.malloryKey(), Cast.session());

        assertThat(draft.warnings())
                .anyMatch(text -> text.contains("AKIAMALLORY000000001") && text.contains("stays alive"));
        assertThat(slots(draft)).doesNotContain("key-status " + Cast.MALLORY.arn() + " AKIAMALLORY000000001");
    }

    @Test
    void aWholeLineageIsCutLeavesFirstAndTheSuspectLast() {
        Draft draft = draft(
                Level.PRINCIPAL,
                PLAIN,
                Cast.mallory(),
                Cast.session(),
                Cast.keyOnAlice(),
                Cast.aliceTouched(),
                Cast.backdoor());

        assertThat(slots(draft))
                .containsExactly(
                        "key-status " + Cast.ALICE.arn() + " AKIAALICE00000000002",
                        "inline-policy " + Cast.DEPLOY.arn() + " " + POLICY,
                        "inline-policy " + Cast.BACKDOOR.arn() + " " + POLICY,
                        "inline-policy " + Cast.MALLORY.arn() + " " + POLICY);
        assertThat(draft.steps().get(1).title()).startsWith("Cut the named sessions");
    }

    @Test
    void whoWasMerelyTouchedIsNotCutUntilSomebodyTicksIt() {
        Draft untouched = draft(Level.PRINCIPAL, PLAIN, Cast.mallory(), Cast.aliceTouched());
        Draft ticked = draft(Level.PRINCIPAL, PLAIN, Cast.mallory(), Cast.chosen(Cast.aliceTouched(), "she called us"));

        assertThat(untouched.cut()).containsExactly(Cast.MALLORY);
        assertThat(untouched.warnings()).anyMatch(text -> text.startsWith("alice was there before"));
        assertThat(ticked.cut()).containsExactlyInAnyOrder(Cast.MALLORY, Cast.ALICE);
    }

    @Test
    void aPasswordThatTheSuspectSetIsRemovedAndItsUserGoesOnWithItsKeys() {
        Draft draft = draft(Level.PRINCIPAL, PLAIN, Cast.mallory(), Cast.bobReset());

        Step step = draft.steps().get(0);
        assertThat(step.slot()).isEqualTo(new Slot.Password(Cast.user("bob")));
        assertThat(step.reversible()).isFalse();
        assertThat(slots(draft))
                .noneMatch(slot ->
                        slot.startsWith("inline-policy " + Cast.user("bob").arn()));
    }

    @Test
    void aRoleThatTheSuspectMadeIsDeniedAsAWholeAndANamedOneIsOnlyRevoked() {
        Subject named = Cast.of(
                8,
                "role",
                Cast.DEPLOY.arn(),
                Subject.SUSPECT,
                java.util.Set.of(),
                java.util.Optional.of(Cast.DEPLOY),
                java.util.Optional.empty(),
                0);

        assertThat(statement(
                        draft(Level.PRINCIPAL, PLAIN, Cast.mintedRole()).steps().get(0)))
                .doesNotContain("Condition");
        assertThat(statement(draft(Level.PRINCIPAL, PLAIN, named).steps().get(0)))
                .contains("aws:TokenIssueTime");
    }

    @Test
    void keysAndPasswordsOfTheCutThemselvesComeAtTheNextLevel() {
        Draft keys = draft(Level.KEYS, PLAIN, Cast.malloryKey());

        assertThat(slots(keys))
                .contains(
                        "key-status " + Cast.MALLORY.arn() + " AKIAMALLORY000000001",
                        "password " + Cast.MALLORY.arn(),
                        "inline-policy " + Cast.MALLORY.arn() + " " + POLICY);
        assertThat(slots(draft(Level.PRINCIPAL, PLAIN, Cast.malloryKey())))
                .containsExactly("inline-policy " + Cast.MALLORY.arn() + " " + POLICY);
    }

    @Test
    void aTemporaryKeyWhoseSessionIsUnknownNeverFellsItsWholeRole() {
        Subject stray = Cast.of(
                8,
                "access-key",
                "ASIASTRAY00000000009",
                Subject.MINTED,
                java.util.Set.of("AssumeRole"),
                java.util.Optional.of(Cast.DEPLOY),
                java.util.Optional.empty(),
                1);

        Draft draft = draft(Level.PRINCIPAL, PLAIN, stray);

        assertThat(draft.steps()).isEmpty();
        assertThat(draft.warnings()).anyMatch(text -> text.contains("isn't in this plan"));
    }

    @Test
    void anAddressIsNeverCut() {
        Draft draft = draft(Level.KEYS, PLAIN, Cast.address());

        assertThat(draft.cut()).isEmpty();
        assertThat(draft.steps()).isEmpty();
        assertThat(draft.warnings()).anyMatch(text -> text.contains("never cut"));
    }

    @Test
    void aBoundaryAndAControlPolicyAreFurtherWaysToTheSame() {
        Draft draft = draft(Level.PRINCIPAL, new Draft.Options(true, true, 2), Cast.mallory());

        assertThat(slots(draft))
                .containsExactly(
                        "boundary " + Cast.MALLORY.arn(),
                        "control-policy " + Cast.ACCOUNT + " " + POLICY,
                        "inline-policy " + Cast.MALLORY.arn() + " " + POLICY);
        assertThat(statement(draft.steps().get(1)))
                .contains("\"aws:PrincipalArn\":[\"arn:aws:iam::444455556666:user/mallory\","
                        + "\"arn:aws:iam::444455556666:user/*/mallory\"]");
    }

    @Test
    void aClipLeavesEverythingButMintingAndTampering() {
        Draft draft = draft(Level.CLIP, PLAIN, Cast.mallory(), Cast.session());

        assertThat(draft.steps()).hasSize(2);
        assertThat(statement(draft.steps().get(0)))
                .contains("sts:AssumeRole*", "cloudtrail:Stop*", "iam:Delete*", "AROADEPLOY:s3-sync")
                .doesNotContain("s3:");
        assertThat(statement(draft.steps().get(1)).length()).isLessThan(2_048 - 60);
    }

    @Test
    void theSameLineageGivesTheSamePlanInWhateverOrderItComes() {
        Draft one = draft(Level.PRINCIPAL, PLAIN, Cast.mallory(), Cast.session(), Cast.backdoor(), Cast.sessionToken());
        Draft other =
                draft(Level.PRINCIPAL, PLAIN, Cast.sessionToken(), Cast.backdoor(), Cast.session(), Cast.mallory());

        assertThat(one).isEqualTo(other);
        assertThat(PlanHash.of(one, "k1")).isEqualTo(PlanHash.of(other, "k1"));
    }

    @Test
    void whateverIsAddedToAPlanChangesItsHash() {
        String before = PlanHash.of(draft(Level.PRINCIPAL, PLAIN, Cast.mallory()), "k1");

        assertThat(PlanHash.of(draft(Level.PRINCIPAL, PLAIN, Cast.mallory(), Cast.session()), "k1"))
                .isNotEqualTo(before);
        assertThat(PlanHash.of(draft(Level.KEYS, PLAIN, Cast.mallory()), "k1")).isNotEqualTo(before);
        assertThat(PlanHash.of(draft(Level.PRINCIPAL, new Draft.Options(false, false, 1), Cast.mallory()), "k1"))
                .isNotEqualTo(before);
    }

    @Test
    void anAccountIsAMatterOfPeople() {
        Draft draft = draft(Level.ACCOUNT, PLAIN, Cast.mallory());

        assertThat(draft.steps()).isEmpty();
        assertThat(draft.checklist()).hasSizeGreaterThan(3);
    }

    private static Draft without(Map<Long, Draft.Leave> leave, Subject... subjects) {
        return Planner.draft(Level.PRINCIPAL, PLAIN, List.of(subjects), leave, POLICY, "k1");
    }

    @Test
    void whoIsLeftOutStaysAsItIsAndThePlanSaysWhoSaidSo() {
        Map<Long, Draft.Leave> leave = Map.of(3L, new Draft.Leave("nina", "alice works with us"));
        Draft draft = without(leave, Cast.mallory(), Cast.keyOnAlice(), Cast.aliceTouched());

        assertThat(draft.cut()).containsExactly(Cast.MALLORY);
        assertThat(slots(draft)).noneMatch(slot -> slot.contains(Cast.ALICE.arn()));
        assertThat(draft.subjects()).extracting(Subject::id).containsExactly(1L);
        assertThat(draft.warnings())
                .contains("AKIAALICE00000000002 was left out by nina: alice works with us; it stays as it is.");
        assertThat(draft.leavesOut()).contains("left out by nina");
    }

    @Test
    void aTouchedUserWhosePasswordWasSetCanBeLeftOutToo() {
        Map<Long, Draft.Leave> leave = Map.of(5L, new Draft.Leave("nina", "bob has a new one"));

        assertThat(slots(without(leave, Cast.mallory(), Cast.bobReset())))
                .noneMatch(slot -> slot.startsWith("password"));
    }

    @Test
    void whomAPlanLeavesOutWhoSaidSoAndWhyIsPartOfWhatIsAgreedTo() {
        List<String> hashes = Stream.of(
                        Map.<Long, Draft.Leave>of(),
                        Map.of(6L, new Draft.Leave("nina", "ours")),
                        Map.of(6L, new Draft.Leave("nina", "tested")),
                        Map.of(6L, new Draft.Leave("tom", "ours")),
                        Map.of(2L, new Draft.Leave("nina", "ours")),
                        // touched, so that not a step changes
                        Map.of(4L, new Draft.Leave("nina", "ours")))
                .map(leave -> without(leave, Cast.mallory(), Cast.session(), Cast.backdoor(), Cast.aliceTouched()))
                .map(draft -> PlanHash.of(draft, "k1"))
                .toList();

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void whoIsNotThereCannotBeLeftOut() {
        assertThat(without(Map.of(77L, new Draft.Leave("nina", "x")), Cast.mallory())
                        .leftOut())
                .isEmpty();
    }

    @Test
    void whatIsSaidOfManyWhoAreLeftOutStaysShort() {
        Map<Long, Draft.Leave> leave = new HashMap<>();
        Subject[] many = new Subject[500];
        for (int n = 0; n < many.length; n++) {
            PrincipalRef user = Cast.user("made-" + n);
            many[n] = Cast.of(
                    n + 10,
                    "user",
                    user.arn(),
                    Subject.MINTED,
                    Set.of("CreateUser"),
                    Optional.of(user),
                    Optional.empty(),
                    1);
            leave.put(n + 10L, new Draft.Leave("nina", "x".repeat(1_000)));
        }

        Draft draft = without(leave, many);

        assertThat(draft.leavesOut()).hasSizeLessThan(2_500).endsWith("492 more were left out.");
        assertThat(draft.warnings()).hasSize(500);
    }

    private static Subject credential(long id, String kind, String value, PrincipalRef user) {
        return Cast.of(id, kind, value, Subject.MINTED, Set.of("Upload"), Optional.of(user), Optional.empty(), 1);
    }

    @Test
    void mintedSshKeysAndCertificatesAreSwitchedOffWhereTheirUserIsNotCut() {
        Subject ssh = credential(30, "ssh-key", "APKAALICE00000000001", Cast.ALICE);
        Subject certificate = credential(31, "signing-certificate", "TA7SMP42ALICE0000000000A", Cast.ALICE);
        Subject own = credential(32, "ssh-key", "APKAMALLORY000000001", Cast.MALLORY);
        Draft principal = draft(Level.PRINCIPAL, PLAIN, Cast.mallory(), ssh, certificate, own);

        assertThat(slots(principal))
                .containsExactly(
                        "signing-certificate " + Cast.ALICE.arn() + " TA7SMP42ALICE0000000000A",
                        "ssh-key " + Cast.ALICE.arn() + " APKAALICE00000000001",
                        "inline-policy " + Cast.MALLORY.arn() + " " + POLICY);
        assertThat(principal.steps())
                .extracting(Step::call)
                .contains("iam:UpdateSSHPublicKey", "iam:UpdateSigningCertificate");
        assertThat(principal.steps().get(0).change()).isEqualTo(new Change.Put(Optional.of("Inactive")));
        assertThat(principal.steps().get(0).identities()).containsExactly(31L);
        assertThat(slots(draft(Level.KEYS, PLAIN, Cast.mallory(), own)))
                .contains("ssh-key " + Cast.MALLORY.arn() + " APKAMALLORY000000001");
        assertThat(draft(Level.SESSION, PLAIN, Cast.mallory(), ssh).warnings())
                .anyMatch(text -> text.contains("ssh key APKAALICE00000000001 of alice goes on"));
    }
}
