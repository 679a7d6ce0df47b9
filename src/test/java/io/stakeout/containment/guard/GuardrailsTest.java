package io.stakeout.containment.guard;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stakeout.containment.guard.Situation.EVERYBODY;
import static io.stakeout.containment.guard.Situation.USER;
import static org.assertj.core.api.Assertions.assertThat;

class GuardrailsTest {

    static Stream<GuardrailCases.Case> cases() {
        return GuardrailCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGuardrailSaysWhatTheTableSays(GuardrailCases.Case line) {
        Situation situation = new Situation();
        line.is().accept(situation);

        Verdict verdict = situation.verdict(line.guardrail());

        assertThat(verdict.outcome()).as(verdict.text()).isEqualTo(line.outcome());
        assertThat(verdict.text()).contains(line.says());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatARefusalShutsNothingElseOpens(GuardrailCases.Case line) {
        Situation situation = new Situation();
        line.is().accept(situation);

        List<Verdict> verdicts = situation.verdicts();

        assertThat(verdicts).hasSize(12);
        if (line.outcome() == Verdict.Outcome.REFUSED) {
            assertThat(Stream.of(Moment.values()).filter(moment -> Guardrails.open(verdicts, moment)))
                    .isEmpty();
        }
    }

    @Test
    void everyGuardrailHasLinesThatPassAndLinesThatDoNot() {
        List<String> all = plain().verdicts().stream().map(Verdict::guardrail).toList();

        assertThat(GuardrailCases.named()).isEqualTo(Set.copyOf(all));
        assertThat(all)
                .allSatisfy(id -> assertThat(GuardrailCases.all()
                                .filter(line -> line.guardrail().equals(id))
                                .map(GuardrailCases.Case::outcome))
                        .contains(Verdict.Outcome.PASS)
                        .containsAnyOf(Verdict.Outcome.REFUSED, Verdict.Outcome.ACKNOWLEDGE));
    }

    @Test
    void theyAreAlwaysAskedInOneOrder() {
        assertThat(plain().verdicts().stream().map(Verdict::guardrail))
                .containsExactly(
                        "kill-switch",
                        "target",
                        "not-yourself",
                        "operators",
                        "protected",
                        "cap-absolute",
                        "cap-per-hour",
                        "cap-percent",
                        "blast-radius",
                        "pipeline",
                        "single-flight",
                        "cool-down");
    }

    @Test
    void aPlanThatNothingStandsAgainstMayBeExecuted() {
        assertThat(plain().verdicts())
                .allSatisfy(verdict ->
                        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.PASS));
        assertThat(Guardrails.open(plain().verdicts(), Moment.EXECUTION)).isTrue();
    }

    @Test
    void aGuardrailThatThrowsRefusesWithWhatItSaid() {
        Guardrails broken = new Guardrails(List.of(new Guardrail() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public Verdict rule(Proposal proposal, Facts facts) {
                throw new IllegalStateException("no such table");
            }
        }));

        List<Verdict> verdicts = broken.rule(plain().proposal(), plain().facts());

        assertThat(verdicts)
                .containsExactly(Verdict.refused("broken", "It could not decide, so it refuses: no such table"));
    }

    @Test
    void noVerdictAtAllIsNoLeave() {
        assertThat(Guardrails.open(List.of(), Moment.EXECUTION)).isFalse();
    }

    private static Situation plain() {
        return new Situation().denying(USER, EVERYBODY);
    }
}
