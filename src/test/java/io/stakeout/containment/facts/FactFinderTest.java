package io.stakeout.containment.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.NewOperator;
import io.stakeout.access.Operator;
import io.stakeout.access.OperatorChange;
import io.stakeout.access.Operators;
import io.stakeout.access.Role;
import io.stakeout.containment.control.Standing;
import io.stakeout.containment.guard.Facts;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each test has an account of its own. */
@QuarkusTest
@WithPostgres
class FactFinderTest {

    @Inject
    FactFinder finder;

    @Inject
    ImpactReader reader;

    @Inject
    Operators operators;

    @Inject
    AgroalDataSource database;

    private final String account =
            Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L));
    private final PrincipalRef user = new PrincipalRef(PrincipalRef.Kind.USER, account, "deploy-legacy");
    private final PrincipalRef role = new PrincipalRef(PrincipalRef.Kind.ROLE, account, "deploy_production");
    private final String roleArn = "arn:aws:iam::" + account + ":role/deploy_production";
    private Rows rows;
    private long incident;

    @BeforeEach
    void open() {
        rows = new Rows(database);
        incident = rows.incident();
    }

    @AfterEach
    void close() {
        rows.end(incident);
    }

    private Facts find(long plan, Draft draft) {
        return finder.find(incident, plan, draft, Map.of(), Set.of(), Optional.empty(), Set.of());
    }

    @Test
    void theCensusIsOfTheDayBeforeTheIncidentInWholeHours() {
        rows.active(account, 0, "arn:aws:iam::" + account + ":user/after", "user");
        rows.active(account, 1, "arn:aws:iam::" + account + ":user/a", "user");
        rows.active(account, 2, "arn:aws:iam::" + account + ":user/a", "user");
        rows.active(account, 24, roleArn, "role");
        rows.active(account, 24, "arn:aws:iam::" + account + ":root", "root");
        rows.active(account, 25, "arn:aws:iam::" + account + ":user/before", "user");

        assertThat(find(0, Rows.draft(Set.of(user))).census()).containsEntry(account, new Facts.Census(3, 2));
    }

    @Test
    void whatSuspectsMadeDoesNotMakeTheAccountLarger() {
        rows.active(account, 1, "arn:aws:iam::" + account + ":user/a", "user");
        rows.active(account, 1, "arn:aws:iam::" + account + ":user/x/minted", "user");
        PrincipalRef minted = new PrincipalRef(PrincipalRef.Kind.USER, account, "minted");
        Subject subject = Rows.subject(1, "user", minted.arn(), Subject.MINTED, minted, null);

        assertThat(find(0, Rows.draft(Set.of(minted), subject)).census())
                .containsEntry(account, new Facts.Census(1, 1));
    }

    @Test
    void anAccountThatNobodyWasSeenInIsKnownToBeUnknown() {
        assertThat(find(0, Rows.draft(Set.of(user))).census()).containsEntry(account, new Facts.Census(0, 0));
    }

    @Test
    void otherPlansReservationsOfTheLastHourCount() {
        long own = rows.plan(incident, "approved", null);
        rows.reserved(own, account, 5, Rows.NOW);
        rows.reserved(rows.plan(incident, "verified", null), account, 2, Rows.NOW.minusSeconds(3_000));
        rows.reserved(rows.plan(incident, "verified", null), account, 3, Rows.NOW);
        rows.reserved(rows.plan(incident, "verified", null), account, 9, Rows.NOW.minusSeconds(3_700));
        rows.reserved(rows.plan(incident, "verified", null), "999999999999", 9, Rows.NOW);

        assertThat(find(own, Rows.draft(Set.of(user))).reserved()).containsEntry(account, 5);
    }

    @Test
    void whoIsHeldByOtherPlansCountsOnceAndNotTwiceWithThisPlan() {
        PrincipalRef held = new PrincipalRef(PrincipalRef.Kind.USER, account, "held");
        PrincipalRef freed = new PrincipalRef(PrincipalRef.Kind.USER, account, "freed");
        long own = rows.plan(incident, "verified", null);
        long one = rows.plan(incident, "verified", null);
        long two = rows.plan(incident, "verified", null);
        rows.inForce(one, held, null);
        rows.inForce(two, held, null);
        rows.inForce(one, freed, Rows.NOW);
        rows.inForce(two, user, null);
        rows.inForce(own, role, null);

        assertThat(find(own, Rows.draft(Set.of(user))).inForce()).containsEntry(account, 1);
    }

    @Test
    void whomAnotherPlanIsWorkingOnIsBusy() {
        long own = rows.plan(incident, "executing", null, user);
        long other = rows.plan(incident, "executing", null, role);
        rows.plan(incident, "awaiting-approval", null, new PrincipalRef(PrincipalRef.Kind.USER, account, "waiting"));
        rows.plan(incident, "executing", null, new PrincipalRef(PrincipalRef.Kind.USER, account, "not-begun"));
        rows.reserved(other, account, 1, Rows.NOW);

        assertThat(find(own, Rows.draft(Set.of(user, role))).busy().principals())
                .doesNotContainKey(user)
                .containsEntry(role, other)
                .doesNotContainKey(new PrincipalRef(PrincipalRef.Kind.USER, account, "waiting"))
                .doesNotContainKey(new PrincipalRef(PrincipalRef.Kind.USER, account, "not-begun"));
    }

    @Test
    void aPlanAndItsUndoDoNotBlockEachOther() {
        long plan = rows.plan(incident, "undoing", null, user);
        long undo = rows.plan(incident, "executing", null, user);
        rows.undoes(undo, plan);
        rows.reserved(plan, account, 1, Rows.NOW);
        rows.reserved(undo, account, 0, Rows.NOW);

        assertThat(find(undo, Rows.draft(Set.of(user))).busy().principals()).doesNotContainKey(user);
        assertThat(find(plan, Rows.draft(Set.of(user))).busy().principals()).doesNotContainKey(user);
        assertThat(find(0, Rows.draft(Set.of(user))).busy().principals()).containsKey(user);
    }

    @Test
    void whoWasTouchedByAPlanThatFailedOrWasUndoneCoolsDown() {
        Instant ended = Rows.NOW.minusSeconds(60);
        PrincipalRef longAgo = new PrincipalRef(PrincipalRef.Kind.USER, account, "long-ago");
        long own = rows.plan(incident, "failed", ended, new PrincipalRef(PrincipalRef.Kind.USER, account, "own"));
        rows.plan(incident, "failed", ended.minusSeconds(60), user);
        rows.plan(incident, "undone", ended, user);
        rows.plan(incident, "verified", ended, role);
        rows.plan(incident, "failed", Rows.NOW.minusSeconds(700), longAgo);

        Map<PrincipalRef, Instant> cooling =
                find(own, Rows.draft(Set.of(user, role, longAgo))).cooling().principals();

        assertThat(cooling)
                .containsEntry(user, ended.plus(Duration.ofMinutes(10)))
                .doesNotContainKeys(role, longAgo, new PrincipalRef(PrincipalRef.Kind.USER, account, "own"));
    }

    @Test
    void peopleOfIdentityCenterAreBusyAndCoolDownAsPrincipalsDo() {
        String at = "busy-" + account;
        String cooled = "cooled-" + account;
        long own = rows.plan(incident, "executing", null);
        rows.cutsPerson(own, account, "own-" + account);
        long other = rows.plan(incident, "executing", null);
        rows.cutsPerson(other, account, at);
        rows.cutsPerson(other, "111122223333", at);
        rows.reserved(other, account, 1, Rows.NOW);
        rows.cutsPerson(rows.plan(incident, "undone", Rows.NOW.minusSeconds(120)), account, cooled);
        rows.cutsPerson(rows.plan(incident, "failed", Rows.NOW.minusSeconds(60)), "111122223333", cooled);

        Facts facts = find(own, Rows.draft(Set.of()));

        assertThat(facts.busy().people()).containsEntry(at, other).doesNotContainKey("own-" + account);
        assertThat(facts.busy().principals()).doesNotContainValue(other);
        assertThat(facts.cooling().people())
                .containsEntry(cooled, Rows.NOW.minusSeconds(60).plus(Duration.ofMinutes(10)))
                .doesNotContainKey(at);
    }

    @Test
    void theKillSwitchIsTold() {
        assertThat(find(0, Rows.draft(Set.of(user))).killed()).isEmpty();
        rows.kill(true);
        try {
            assertThat(find(0, Rows.draft(Set.of(user))).killed()).contains(new Facts.Killed("ada", "stop", Rows.NOW));
        } finally {
            rows.kill(false);
        }
    }

    @Test
    void operatorsWhoMaySignInComeWithTheirPrincipals() {
        String name = "op" + account;
        String away = "away" + account;
        operators.create(Actor.STAKEOUT, operator(name, List.of(user.arn())));
        Operator gone = operators.create(Actor.STAKEOUT, operator(away, List.of()));
        operators.change(Actor.STAKEOUT, gone.id(), disabled());

        assertThat(find(0, Rows.draft(Set.of(user))).operators())
                .contains(new Facts.OperatorPrincipals(name, List.of(user.arn())))
                .extracting(Facts.OperatorPrincipals::operator)
                .doesNotContain(away);
    }

    @Test
    void settingsAndWhatAwsToldArePassedOn() {
        Standing standing = new Standing(user.arn(), "AIDAEXAMPLE", Map.of("a", "b"));

        Facts facts = finder.find(
                incident,
                0,
                Rows.draft(Set.of(user)),
                Map.of(user, standing),
                Set.of(role),
                Optional.of("arn:aws:iam::" + account + ":user/me"),
                Set.of(role));

        assertThat(facts.limits()).isEqualTo(new Facts.Limits(10, 20, 10));
        assertThat(facts.standings()).containsEntry(user, standing);
        assertThat(facts.gone()).containsExactly(role);
        assertThat(facts.ourRoles()).containsExactly(role);
        assertThat(facts.self()).contains("arn:aws:iam::" + account + ":user/me");
        assertThat(facts.at()).isAfterOrEqualTo(Rows.NOW.minusSeconds(1));
    }

    @Test
    void otherSessionsOfARoleAreThoseThatNoSubjectHas() {
        Draft draft = role(Rows.NOW.minus(Duration.ofHours(2)));
        rows.used(roleArn, 1, "call", "", 7);
        rows.used(roleArn, 1, "session", "AROAX:thief", 4);
        rows.used(roleArn, 1, "session", "AROAX:build-4711", 3);
        rows.used(roleArn, 2, "call", "", 1);
        rows.used(roleArn, 2, "session", "AROAX:build-4711", 1);
        rows.used(roleArn, 30, "call", "", 50);
        rows.used(roleArn, 30, "session", "AROAX:yesterday", 50);
        rows.used("arn:aws:iam::" + account + ":role/deployXproduction", 1, "session", "AROAY:other", 3);

        Facts.Use use = find(0, draft).uses().get(role);

        assertThat(use.others()).containsExactly("build-4711");
        assertThat(use.calls()).isEqualTo(8);
        assertThat(use.since()).contains(Rows.NOW.minus(Duration.ofHours(2)));
        assertThat(use.pipeline()).containsExactly("a run with a number (session build-4711)");
    }

    @Test
    void aRoleIsFoundByItsIdAndByAnArnWithAPathAndItsCallsAreNotCountedTwice() {
        Draft draft = role(Rows.NOW.minus(Duration.ofHours(2)));
        for (String identifier : List.of("AROA" + account, "arn:aws:iam::" + account + ":role/x/deploy_production")) {
            rows.used(identifier, 1, "call", "", 5);
            rows.used(identifier, 1, "session", "AROA" + account + ":i-0123456789abcdef0", 5);
        }
        Standing standing = new Standing(roleArn, "AROA" + account, Map.of());

        Facts facts = finder.find(incident, 0, draft, Map.of(role, standing), Set.of(), Optional.empty(), Set.of());

        assertThat(facts.uses().get(role).calls()).isEqualTo(5);
        assertThat(facts.uses().get(role).others()).containsExactly("i-0123456789abcdef0");
        assertThat(facts.uses().get(role).pipeline()).isEmpty();
    }

    @Test
    void whoElseUsesAUserComesFromElsewhereOrWithSomethingElse() {
        String key = "AKIA" + account;
        long identity = rows.identity(incident, "access-key", key, Rows.NOW.minus(Duration.ofHours(25)));
        rows.comesFrom(incident, identity, "address", "198.51.100.23");
        rows.comesFrom(incident, identity, "agent", "aws-cli");
        rows.used(key, 1, "call", "", 9);
        for (String address : List.of("198.51.100.23", "203.0.113.10", "203.0.113.11", "s3.amazonaws.com")) {
            rows.used(key, 1, "address", address, 3);
        }
        rows.used(key, 1, "agent", "aws-cli", 3);
        rows.used(key, 1, "agent", "APN", 3);
        Draft draft = Rows.draft(Set.of(user), Rows.subject(identity, "access-key", key, Subject.SUSPECT, user, null));

        Facts.Use use = find(0, draft).uses().get(user);

        assertThat(use.others())
                .containsExactly("from 203.0.113.10", "from 203.0.113.11", "from s3.amazonaws.com", "with APN");
        assertThat(use.calls()).isEqualTo(9);
        assertThat(use.pipeline())
                .containsExactly(
                        "Terraform, Pulumi or another tool of AWS's partners (user agent APN)",
                        "calls from 2 addresses within one hour");
    }

    @Test
    void whatWasNeverCountedIsNotKnown() {
        assertThat(find(0, role(Rows.NOW)).uses()).isEmpty();
    }

    @Test
    void theImpactSaysSinceWhenItIsCountedAndWhatIsNotKnown() {
        Instant joined = Rows.NOW.minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES);
        Draft one = role(joined);
        rows.used(roleArn, 1, "call", "", 7);
        rows.used(roleArn, 1, "session", "AROAX:build-4711", 3);
        rows.active(account, 3, roleArn, "role");
        rows.active(account, 4, roleArn, "role");
        rows.active(account, 4, "arn:aws:iam::" + account + ":role/deployXproduction", "role");
        Draft both = new Draft(
                one.level(), one.options(), List.of(), Set.of(role, user), one.subjects(), List.of(), List.of());

        Impact impact = reader.impact(incident, both);

        assertThat(reader.impact(incident, one).since()).contains(joined);
        assertThat(impact.since()).isEmpty();
        assertThat(impact.principals()).extracting(Impact.Used::principal).containsExactly(role.arn(), user.arn());
        String clock = joined.toString().substring(11, 16);
        assertThat(impact.principals().get(0).text())
                .isEqualTo("1 other session in the last 24 h. A pipeline seems to use it. Counted since " + clock
                        + " UTC only; before that nothing is known. It was active in 2 of the 24 hours before the"
                        + " incident was opened.");
        assertThat(impact.principals().get(1).known()).isFalse();
        assertThat(impact.principals().get(1).text())
                .isEqualTo("Who uses it isn't known: none of its calls was counted. It was active in 0 of the 24 hours"
                        + " before the incident was opened.");
    }

    @Test
    void factsOfAnIncidentThatIsNotThereAreNone() {
        Draft draft = Rows.draft(Set.of(user));

        assertThatThrownBy(() -> finder.find(-1, 0, draft, Map.of(), Set.of(), Optional.empty(), Set.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such incident");
    }

    /** The suspect has one session of the role. */
    private Draft role(Instant joined) {
        String session = "arn:aws:sts::" + account + ":assumed-role/deploy_production/thief";
        long identity = rows.identity(incident, "role-session", session, joined);
        return Rows.draft(
                Set.of(role), Rows.subject(identity, "role-session", session, Subject.MINTED, role, "AROAX:thief"));
    }

    private static NewOperator operator(String name, List<String> arns) {
        return new NewOperator(name, name, Role.RESPONDER, "a long pass phrase", false, arns, Optional.empty());
    }

    private static OperatorChange disabled() {
        return new OperatorChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
