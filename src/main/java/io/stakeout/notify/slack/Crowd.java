package io.stakeout.notify.slack;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.IncidentView.SuspectView;
import io.stakeout.incident.lineage.LineageView.Identity;

/** Who an incident follows, and who of the operators may read of it. Blocking. */
@Singleton
class Crowd {

    private static final Set<String> OF_THE_SUSPECT = Set.of("suspect", "minted");

    private final IdentityDesk identities;
    private final Operators operators;

    Crowd(IdentityDesk identities, Operators operators) {
        this.identities = identities;
        this.operators = operators;
    }

    /** All names of suspects and of what they have minted, as AWS writes them. */
    Set<String> followed(IncidentView room) {
        Stream<String> suspects = room.suspects().stream().map(SuspectView::value);
        Stream<String> lineage = identities.lineage(Actor.STAKEOUT, room.id()).identities().stream()
                .filter(identity -> OF_THE_SUSPECT.contains(identity.relation()) && !identity.excluded())
                .flatMap(Crowd::names);
        return Stream.concat(suspects, lineage).collect(Collectors.toCollection(HashSet::new));
    }

    private static Stream<String> names(Identity identity) {
        return Stream.of(identity.label(), identity.value());
    }

    /** Operators with a Slack user who may see the incident. */
    List<Operator> readers(IncidentView room) {
        return operators.list().stream()
                .filter(operator ->
                        !operator.disabled() && operator.slackUserId().isPresent())
                .filter(operator ->
                        room.restrictedTo().isEmpty() || room.restrictedTo().contains(operator.name()))
                .toList();
    }

    /** Why somebody in Slack may be whom the incident follows. */
    Optional<String> suspicion(Member member, Collection<String> followed) {
        Optional<String> alike = new Resemblance(followed).of(member.names());
        if (alike.isPresent()) {
            return Optional.of("has a name like a suspect's");
        }
        boolean own = operators.list().stream()
                .filter(operator ->
                        operator.slackUserId().filter(member.id()::equals).isPresent())
                .flatMap(operator -> operator.awsPrincipals().stream())
                .anyMatch(followed::contains);
        return own ? Optional.of("is an operator whose own AWS principal is followed") : Optional.empty();
    }
}
