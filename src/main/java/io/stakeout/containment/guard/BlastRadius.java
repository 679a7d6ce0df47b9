package io.stakeout.containment.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;

/**
 * A role isn't cut as a whole while others work with it: their sessions would end with the suspect's, and the suspect's
 * alone can be cut. Not of a role that the suspect made: nobody else has business with it.
 */
final class BlastRadius implements Guardrail {

    /**
     * How long a role's use has to have been counted before "nobody else uses it" is believed. A session lasts an hour
     * unless somebody asked for more (STS API Reference, AssumeRole: DurationSeconds), so within that time who works with
     * a role has to show up; a session that stays silent for longer can't be told from none.
     */
    static final Duration COUNTED = Duration.ofHours(1);

    @Override
    public String id() {
        return "blast-radius";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        Set<String> said = new TreeSet<>();
        for (Step step : proposal.draft().steps()) {
            for (PrincipalRef role : wholeRoles(step)) {
                Optional<String> why = minted(role, proposal) ? Optional.empty() : why(role, facts);
                if (why.isPresent()) {
                    return Verdict.refused(
                            id(),
                            why.get() + " Cut the suspect's sessions alone: L2.",
                            Causes.of(proposal, Set.of(role)));
                }
                said.add(Words.name(role));
            }
        }
        return Verdict.pass(
                id(),
                said.isEmpty()
                        ? "No role is cut as a whole."
                        : "Nobody else is known to work with " + Words.some(List.copyOf(said)) + ".");
    }

    /** Roles of which a step cuts every session. */
    private static Set<PrincipalRef> wholeRoles(Step step) {
        Set<PrincipalRef> roles = new TreeSet<>(Comparator.comparing(PrincipalRef::arn));
        if (step.change() instanceof Change.RemoveStatement) {
            return roles;
        }
        boolean policy = step.slot() instanceof Slot.InlinePolicy || step.slot() instanceof Slot.ControlPolicy;
        List<Statement> statements = policy ? Statement.of(step.change()) : List.of();
        Optional<PrincipalRef> own = Targets.principal(step.slot());
        boolean limited = !statements.isEmpty() && statements.stream().allMatch(Statement::limitedToSessions);
        own.filter(principal -> !limited).ifPresent(roles::add);
        if (step.slot() instanceof Slot.ControlPolicy) {
            statements.stream()
                    .filter(statement -> !statement.limitedToSessions())
                    .forEach(statement -> roles.addAll(statement.principals().orElse(Set.of())));
        }
        roles.removeIf(principal -> principal.kind() != PrincipalRef.Kind.ROLE);
        return roles;
    }

    private static boolean minted(PrincipalRef role, Proposal proposal) {
        return proposal.draft().subjects().stream()
                .anyMatch(subject -> subject.kind().equals("role")
                        && subject.is(Subject.MINTED)
                        && subject.principal().equals(Optional.of(role)));
    }

    private static Optional<String> why(PrincipalRef role, Facts facts) {
        Facts.Use use = facts.uses().get(role);
        if (use == null) {
            return Optional.of("Who else uses " + Words.name(role) + " isn't known.");
        }
        if (!use.others().isEmpty()) {
            return Optional.of(Words.name(role) + " has " + use.others().size() + " other "
                    + (use.others().size() == 1 ? "session" : "sessions") + " in the last 24 hours: "
                    + Words.some(use.others()) + ".");
        }
        Instant enough = use.since().map(since -> since.plus(COUNTED)).orElse(Instant.MAX);
        if (enough.isAfter(facts.at())) {
            return Optional.of("Use of " + Words.name(role) + " is counted since "
                    + use.since().map(Words::time).orElse("an unknown time") + " only; before that nothing is known"
                    + use.since()
                            .map(since -> ". From " + Words.time(enough) + " on it is enough.")
                            .orElse("."));
        }
        return Optional.empty();
    }
}
