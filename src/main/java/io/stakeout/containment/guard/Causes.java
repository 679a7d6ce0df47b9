package io.stakeout.containment.guard;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;

/**
 * Because of which identities of the lineage a plan would do what a guardrail refuses: without them it wouldn't. Of a plan
 * that gives access back there are none, since nobody can be left out of it.
 */
final class Causes {

    private Causes() {}

    static List<Long> of(Proposal proposal, Collection<PrincipalRef> principals) {
        return of(proposal, step -> principals.stream().anyMatch(principal -> isOn(step, principal)));
    }

    static List<Long> ofPeople(Proposal proposal, Collection<Person> people) {
        return of(
                proposal,
                step -> step.slot() instanceof Slot.ControlPolicy
                        && people.stream()
                                .anyMatch(person -> statements(step)
                                        .anyMatch(statement -> statement
                                                .people()
                                                .filter(ids -> ids.contains(person.userId()))
                                                .isPresent())));
    }

    static List<Long> in(Proposal proposal, String account) {
        return of(proposal, step -> step.slot().account().equals(account));
    }

    static List<Long> all(Proposal proposal) {
        return of(proposal, step -> true);
    }

    private static List<Long> of(Proposal proposal, Predicate<Step> wanted) {
        return proposal.undo()
                ? List.of()
                : proposal.draft().steps().stream()
                        .filter(wanted)
                        .flatMap(step -> step.identities().stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static boolean isOn(Step step, PrincipalRef principal) {
        Optional<PrincipalRef> own = Targets.principal(step.slot());
        return own.isPresent()
                ? own.get().equals(principal)
                : statements(step)
                        .anyMatch(statement -> statement
                                .principals()
                                .filter(all -> all.contains(principal))
                                .isPresent());
    }

    private static java.util.stream.Stream<Statement> statements(Step step) {
        return step.change() instanceof Change.RemoveStatement
                ? java.util.stream.Stream.empty()
                : Statement.of(step.change()).stream();
    }
}
