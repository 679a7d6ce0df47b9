package io.stakeout.containment.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.Planner;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/** A suspect lays a hand on somebody whom no plan may cut: a refusal says on whom, and a plan without them passes. */
class LeaveOutTest {

    private static final PrincipalRef VICTIM = Situation.user("nina");
    private static final String EVE = "94482488-3041-7099-7e5e-000000000001";
    private static final String EVES =
            "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/eve";

    private static final List<Subject> LINEAGE = List.of(
            subject(1, "user", Situation.USER, Subject.SUSPECT),
            subject(2, "access-key", VICTIM, Subject.MINTED),
            subject(3, "user", Situation.user("backdoor"), Subject.MINTED),
            person(4));

    private static Subject subject(long id, String kind, PrincipalRef principal, String relation) {
        String value = kind.equals("access-key") ? "AKIAEXAMPLE000000002" : principal.arn();
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
                Optional.of(principal),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static Subject person(long id) {
        return new Subject(
                id,
                Subject.PERSON,
                EVE,
                EVE,
                Optional.empty(),
                Subject.MINTED,
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Set.of(EVES));
    }

    private static Situation without(Set<Long> ids, Consumer<Situation> is) {
        Map<Long, Draft.Leave> leave =
                ids.stream().collect(Collectors.toMap(Function.identity(), id -> new Draft.Leave("tom", "by hand")));
        Draft.Options options = new Draft.Options(true, true, 0);
        Draft draft = Planner.draft(Level.PRINCIPAL, options, LINEAGE, leave, "ServiceAccessBaseline", "k7");
        Situation situation = new Situation();
        situation.steps.addAll(draft.steps());
        situation.cut.addAll(draft.cut());
        situation.subjects.addAll(draft.subjects());
        is.accept(situation);
        return situation;
    }

    record Trick(String guardrail, Set<Long> on, Consumer<Situation> is) {}

    static Stream<Trick> tricks() {
        return Stream.of(
                new Trick("operators", Set.of(2L), s -> operator(s, VICTIM.arn())),
                new Trick("operators", Set.of(2L, 4L), s -> operator(s, VICTIM.arn(), EVES)),
                new Trick("operators", Set.of(4L), s -> operator(s, "arn:aws:identitystore:::user/" + EVE)),
                new Trick("protected", Set.of(2L), s -> protect(s, "nina")),
                new Trick("protected", Set.of(2L, 3L), s -> protect(s, "nina", "back*")),
                new Trick("not-yourself", Set.of(2L), s -> s.self = Optional.of(VICTIM.arn())),
                new Trick("not-yourself", Set.of(4L), s -> s.self = Optional.of(EVES)),
                new Trick("target", Set.of(3L), s -> s.gone.add(Situation.user("backdoor"))));
    }

    private static void operator(Situation s, String... arns) {
        s.operators.add(new Facts.OperatorPrincipals("nina", List.of(arns)));
    }

    private static void protect(Situation s, String... patterns) {
        s.protection = new Facts.Protection(List.of(patterns), List.of(), List.of());
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void theRefusalNamesWhomItIsForAndWithoutThemThePlanPasses(Trick trick) {
        Verdict refused = without(Set.of(), trick.is).verdict(trick.guardrail);

        assertThat(refused.outcome()).isEqualTo(Verdict.Outcome.REFUSED);
        assertThat(Set.copyOf(refused.identities())).isEqualTo(trick.on);
        Verdict after = without(trick.on, trick.is).verdict(trick.guardrail);
        assertThat(after.outcome()).as(after.text()).isEqualTo(Verdict.Outcome.PASS);
        assertThat(after.identities()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void whoIsNotLeftOutIsRefusedAsBefore(Trick trick) {
        assertThat(without(Set.of(1L), trick.is).verdict(trick.guardrail).outcome())
                .isEqualTo(Verdict.Outcome.REFUSED);
    }

    @Test
    void aCapNamesWhoeverIsCutAndCountsNobodyWhoIsLeftOut() {
        Consumer<Situation> capped = s -> s.limits = new Facts.Limits(3, 3, 10);
        Situation all = without(Set.of(), capped);
        Situation fewer = without(Set.of(3L), capped);

        assertThat(all.verdict("cap-absolute").text()).startsWith("4 principals");
        assertThat(all.verdict("cap-absolute").identities()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.verdict("cap-per-hour").identities()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(fewer.verdict("cap-absolute").outcome()).isEqualTo(Verdict.Outcome.PASS);
        assertThat(fewer.verdict("cap-per-hour").outcome()).isEqualTo(Verdict.Outcome.PASS);
    }

    @Test
    void fromAPlanThatGivesAccessBackNobodyCanBeLeftOut() {
        Situation undo = without(Set.of(), s -> operator(s, VICTIM.arn()));
        undo.undo = true;

        assertThat(undo.verdict("operators").outcome()).isEqualTo(Verdict.Outcome.REFUSED);
        assertThat(undo.verdict("operators").identities()).isEmpty();
    }
}
