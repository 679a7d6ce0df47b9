package io.stakeout.containment.facts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.guard.Facts;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;

/** How principals of an incident are used, read on one connection inside one transaction. */
final class UseFinder {

    private final UsageTable table;
    private final Uses uses = new Uses();

    UseFinder(Connection connection, Instant now) {
        this.table = new UsageTable(connection, now);
    }

    /** Whom nothing was counted of is missing. */
    Map<PrincipalRef, Facts.Use> of(
            long incident, Draft draft, Collection<PrincipalRef> principals, Map<PrincipalRef, Standing> standings)
            throws SQLException {
        Map<PrincipalRef, Facts.Use> found = new HashMap<>();
        Set<String> counted = table.identifiers();
        for (PrincipalRef principal : principals) {
            List<Subject> subjects = draft.subjects().stream()
                    .filter(subject -> subject.principal().equals(Optional.of(principal)))
                    .toList();
            Suspicion suspicion = table.suspicion(incident, subjects);
            Set<String> identifiers =
                    identifiers(principal, suspicion, counted, Optional.ofNullable(standings.get(principal)));
            uses.of(principal, identifiers, suspicion, table.of(identifiers))
                    .ifPresent(use -> found.put(principal, use));
        }
        return found;
    }

    /** Those of what is counted that are this principal, whatever the path in its ARN. */
    private static Set<String> identifiers(
            PrincipalRef principal, Suspicion suspicion, Set<String> counted, Optional<Standing> standing) {
        Set<String> identifiers = new HashSet<>(suspicion.identifiers(principal));
        standing.map(Standing::id).ifPresent(identifiers::add);
        identifiers.retainAll(counted);
        counted.stream()
                .filter(text ->
                        PrincipalRef.ofArn(text).filter(principal::equals).isPresent())
                .forEach(identifiers::add);
        return identifiers;
    }
}
