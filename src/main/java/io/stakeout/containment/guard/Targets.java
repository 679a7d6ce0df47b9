package io.stakeout.containment.guard;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;

/**
 * Whom a plan lays hands on, by what it says and by what its steps would do: whoever is named by either counts.
 *
 * @param principals users, roles and roots; a session counts as its role
 * @param people Identity Center people who are cut in whatever role, by account
 */
public record Targets(Set<PrincipalRef> principals, Map<String, Set<String>> people) {

    static Targets of(Proposal proposal) {
        return of(proposal.draft());
    }

    public static Targets of(Draft draft) {
        Set<PrincipalRef> principals = new HashSet<>(draft.cut());
        Map<String, Set<String>> people = new TreeMap<>();
        for (Step step : draft.steps()) {
            principal(step.slot()).ifPresent(principals::add);
            if (step.slot() instanceof Slot.ControlPolicy control) {
                for (Statement statement : statements(step.change())) {
                    statement.principals().ifPresent(principals::addAll);
                    statement
                            .people()
                            .ifPresent(who -> people.computeIfAbsent(control.account(), account -> new TreeSet<>())
                                    .addAll(who));
                }
            }
        }
        return new Targets(Set.copyOf(principals), people);
    }

    private static Iterable<Statement> statements(Change change) {
        return change instanceof Change.RemoveStatement remove ? Set.of(Statement.left(remove)) : Statement.of(change);
    }

    /** Whose access a slot is; nobody's in particular of a service control policy. */
    static Optional<PrincipalRef> principal(Slot slot) {
        if (slot instanceof Slot.InlinePolicy inline) {
            return Optional.of(inline.principal());
        } else if (slot instanceof Slot.Boundary boundary) {
            return Optional.of(boundary.principal());
        } else if (slot instanceof Slot.KeyStatus key) {
            return Optional.of(key.user());
        } else if (slot instanceof Slot.Password password) {
            return Optional.of(password.user());
        } else if (slot instanceof Slot.ServiceCredential credential) {
            return Optional.of(credential.user());
        } else if (slot instanceof Slot.SshKey key) {
            return Optional.of(key.user());
        } else if (slot instanceof Slot.SigningCertificate certificate) {
            return Optional.of(certificate.user());
        }
        return Optional.empty();
    }

    /** How many are cut in each account. */
    public Map<String, Integer> byAccount() {
        Map<String, Integer> counts = new TreeMap<>();
        principals.forEach(principal -> counts.merge(principal.account(), 1, Integer::sum));
        people.forEach((account, who) -> counts.merge(account, who.size(), Integer::sum));
        return counts;
    }

    /** A person counts once, in however many accounts it is cut. */
    int count() {
        Set<String> persons = new HashSet<>();
        people.values().forEach(persons::addAll);
        return principals.size() + persons.size();
    }
}
