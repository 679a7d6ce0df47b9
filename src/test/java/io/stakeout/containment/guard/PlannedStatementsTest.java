package io.stakeout.containment.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.Planner;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/** What the planner writes is what the guardrails read. */
class PlannedStatementsTest {

    private static final PrincipalRef MINTED = Situation.role("svc-metrics");
    private static final PrincipalRef ROOT = new PrincipalRef(PrincipalRef.Kind.ROOT, Situation.ACCOUNT, "root");

    private static final List<Subject> LINEAGE = List.of(
            subject(1, "access-key", "AKIAEXAMPLEEXAMPLE12", Subject.SUSPECT, Situation.USER, null, null),
            subject(2, "role-session", "s", Subject.MINTED, Situation.ROLE, "AROAEXAMPLE:thief", "thief"),
            subject(3, "role-session", "t", Subject.MINTED, Situation.role("backup-admin"), null, "i-0abc"),
            subject(4, "role", MINTED.arn(), Subject.MINTED, MINTED, null, null),
            subject(5, "root", ROOT.arn(), Subject.SUSPECT, ROOT, null, null),
            subject(6, "identity-center-user", "94482488-3041-7099", Subject.SUSPECT, null, null, null),
            subject(7, "source-identity", "mallory", Subject.SUSPECT, Situation.role("shared"), null, null),
            subject(8, "source-ip", "198.51.100.23", Subject.SUSPECT, null, null, null));

    private static Subject subject(
            long id, String kind, String value, String relation, PrincipalRef principal, String userId, String name) {
        return new Subject(
                id,
                kind,
                value,
                value,
                Optional.of(Situation.ACCOUNT),
                relation,
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.ofNullable(principal),
                Optional.ofNullable(userId),
                Optional.ofNullable(name),
                Optional.empty(),
                relation.equals(Subject.SUSPECT) ? 0 : 1);
    }

    private static Situation situation(Level level, List<Subject> lineage) {
        Draft draft = Planner.draft(level, new Draft.Options(true, true, 0), lineage, "ServiceAccessBaseline", "k7");
        Situation situation = new Situation();
        situation.level = level;
        situation.steps.addAll(draft.steps());
        situation.cut.addAll(draft.cut());
        situation.subjects.addAll(draft.subjects());
        // others work with every role
        draft.cut().forEach(cut -> situation.uses.put(cut, Situation.use(List.of("build-7"), List.of())));
        return situation;
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIP", "SESSION", "PRINCIPAL", "KEYS"})
    void aLineagesPlanIsSoundAndSparesWhoeverElseUsesItsRoles(Level level) {
        Situation situation = situation(level, LINEAGE);

        assertThat(situation.verdict("target").outcome())
                .as(situation.verdict("target").text())
                .isEqualTo(Verdict.Outcome.PASS);
        assertThat(situation.verdict("blast-radius").outcome())
                .as(situation.verdict("blast-radius").text())
                .isEqualTo(Verdict.Outcome.PASS);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIP", "PRINCIPAL", "KEYS"})
    void aRoleThatWasThereBeforeIsNotCutAsAWhole(Level level) {
        Subject role = subject(1, "role", Situation.ROLE.arn(), Subject.SUSPECT, Situation.ROLE, null, null);

        assertThat(situation(level, List.of(role)).verdict("blast-radius").outcome())
                .isEqualTo(Verdict.Outcome.REFUSED);
    }

    @Test
    void aPersonOfIdentityCenterCountsAgainstTheCaps() {
        Situation situation = situation(Level.PRINCIPAL, List.of(LINEAGE.get(5)));

        assertThat(situation.verdict("cap-absolute").text()).startsWith("1 principal in one plan");
    }
}
