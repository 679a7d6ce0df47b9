package io.stakeout.containment;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The whole table of moves: what isn't in it is refused. */
class PlanStateTest {

    @ParameterizedTest(name = "{0} may become {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    drafted           | drafted refused awaiting-approval approved expired
                    refused           |
                    awaiting-approval | drafted refused approved rejected expired
                    approved          | drafted refused executing expired
                    rejected          |
                    expired           |
                    executing         | refused halted rehearsed executed failed
                    halted            | executing undoing
                    rehearsed         |
                    executed          | verified unproven contested undoing
                    failed            | executing undoing
                    verified          | unproven contested undoing
                    unproven          | verified contested undoing
                    contested         | executing undoing
                    undoing           | undone halted failed executed verified unproven contested
                    undone            |
                    """)
    void onlyTheseMovesAreLegal(String from, String next) {
        Set<String> expected = next == null ? Set.of() : Set.of(next.split(" "));
        PlanState state = PlanState.byId(from);

        Set<String> allowed = Arrays.stream(PlanState.values())
                .filter(state::leadsTo)
                .map(PlanState::id)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(allowed).containsExactlyInAnyOrderElementsOf(expected);
        for (PlanState to : PlanState.values()) {
            if (expected.contains(to.id())) {
                state.require(to);
            } else {
                assertThatThrownBy(() -> state.require(to))
                        .isInstanceOf(Problem.class)
                        .hasMessageContaining(to.words());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PlanState.class)
    void whatWasCarriedOutInPartMayBeInForce(PlanState state) {
        boolean expected = Set.of(
                        "executing", "halted", "executed", "failed", "verified", "unproven", "contested", "undoing")
                .contains(state.id());
        assertThat(state.inForce()).isEqualTo(expected);
        assertThat(PlanState.byId(state.id())).isEqualTo(state);
    }

    @Test
    void anUnknownStateIsSaidToBeOne() {
        assertThatThrownBy(() -> PlanState.byId("done")).hasMessageContaining("done");
    }
}
