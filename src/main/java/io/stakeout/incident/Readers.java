package io.stakeout.incident;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Operators;

/** Who may see an incident. A restricted one doesn't exist for the others, whatever their role. */
@ApplicationScoped
class Readers {

    private static final String NAME = "[a-z][a-z0-9._-]{0,63}";

    private final Operators operators;

    Readers(Operators operators) {
        this.operators = operators;
    }

    boolean maySee(Actor actor, IncidentRow row) {
        return !row.restricted
                || actor.isStakeout()
                || nameOf(actor).map(row.readers::contains).orElse(false);
    }

    IncidentRow require(Actor actor, long id) {
        return visible(actor, id, IncidentRow.findByIdOptional(id));
    }

    /** Also keeps every other writer out until the transaction ends, so that what is decided on holds. */
    IncidentRow requireForChange(Actor actor, long id) {
        return visible(actor, id, IncidentRow.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE));
    }

    private IncidentRow visible(Actor actor, long id, Optional<IncidentRow> found) {
        return found.filter(row -> maySee(actor, row))
                .orElseThrow(() -> Problem.notFound(
                        "Incident", "There is no incident " + id + ", or it is restricted to other operators."));
    }

    /** The operator behind an actor: restrictions name operators, and a token acts for its owner. */
    Optional<String> nameOf(Actor actor) {
        return actor.operatorId().flatMap(operators::nameOf);
    }

    /** The names, when each is an operator's. */
    Set<String> checked(Set<String> names) {
        Set<String> possible = names.stream().filter(name -> name.matches(NAME)).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(operators.known(possible));
        if (!unknown.isEmpty()) {
            throw Problem.invalid(
                    "Operator unknown",
                    "No operator is named " + String.join(", ", unknown) + "; nothing was changed.");
        }
        return names;
    }
}
