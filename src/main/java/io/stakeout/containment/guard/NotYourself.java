package io.stakeout.containment.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.plan.PrincipalRef;

/** Whoever cuts Stakeout's own access, or what delivers to it, blinds the room and leaves the plan half done. */
final class NotYourself implements Guardrail {

    @Override
    public String id() {
        return "not-yourself";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        Set<PrincipalRef> targets = Targets.of(proposal).principals();
        Optional<PrincipalRef> self = facts.self().flatMap(PrincipalRef::ofArn);
        List<PrincipalRef> ours = targets.stream()
                .filter(target -> self.filter(own -> Names.same(own, target)).isPresent()
                        || facts.ourRoles().stream().anyMatch(role -> Names.same(role, target)))
                .toList();
        if (!ours.isEmpty()) {
            return Verdict.refused(
                    id(), "It would cut Stakeout itself: " + Words.names(ours) + ".", Causes.of(proposal, ours));
        }
        List<PrincipalRef> pipeline = targets.stream()
                .filter(target -> facts.pipelineRoles().stream().anyMatch(role -> delivers(role, target, facts)))
                .toList();
        if (!pipeline.isEmpty()) {
            return Verdict.refused(
                    id(),
                    "It would cut what delivers to Stakeout: " + Words.names(pipeline) + ".",
                    Causes.of(proposal, pipeline));
        }
        Optional<Verdict> person = person(proposal, facts);
        if (person.isPresent()) {
            return person.get();
        }
        return self.map(own -> Verdict.pass(id(), "Stakeout itself is " + Words.name(own) + "."))
                .orElseGet(() -> Verdict.open(id(), proposal.moment(), unknown(facts)));
    }

    /** Stakeout may work by somebody's session of Identity Center, for example on a laptop. */
    private Optional<Verdict> person(Proposal proposal, Facts facts) {
        Set<String> own = facts.self().map(Set::of).orElse(Set.of());
        for (Person person : Person.of(proposal)) {
            if (person.named(facts.pipelineRoles()).isPresent()) {
                return Optional.of(Verdict.refused(
                        id(),
                        "It would cut what delivers to Stakeout: " + person.words() + " works by its role.",
                        Causes.ofPeople(proposal, Set.of(person))));
            }
            Person.Is is = person.is(own);
            boolean unknown = is == Person.Is.UNKNOWN && !proposal.undo();
            if (is == Person.Is.YES || unknown) {
                String text = unknown
                        ? "Stakeout works by Identity Center, and whether as " + person.words() + " isn't known."
                        : "It would cut Stakeout itself: it works as " + person.words() + ".";
                return Optional.of(Verdict.refused(id(), text, Causes.ofPeople(proposal, Set.of(person))));
            }
        }
        return Optional.empty();
    }

    private static boolean delivers(String role, PrincipalRef target, Facts facts) {
        NamePattern pattern = new NamePattern(role);
        return pattern.fit(target, Optional.ofNullable(facts.standings().get(target))) == NamePattern.Fit.YES
                || PrincipalRef.ofArn(role)
                        .filter(ref -> Names.same(ref, target))
                        .isPresent();
    }

    private static String unknown(Facts facts) {
        return facts.self()
                .map(arn -> "Stakeout calls AWS as " + arn + ", which can't be compared with whom it cuts.")
                .orElse("AWS hasn't told yet who Stakeout itself is.");
    }
}
