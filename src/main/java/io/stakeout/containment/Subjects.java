package io.stakeout.containment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.cloudtrail.Principal;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;
import io.stakeout.incident.lineage.LineageView;

/**
 * Makes a planner's subjects of a lineage: whose credential each identity is, as far as its own calls or those that it
 * came from tell. Pure.
 */
final class Subjects {

    private static final Set<String> OUT = Set.of("excluded", "removed");
    private static final String SESSION = ":assumed-role/";

    private final LineageView lineage;
    private final Map<Long, Principal> callers;
    private final Map<Long, Set<String>> sessions;
    private final Map<Long, LineageView.Identity> byId = new HashMap<>();
    private final Map<Long, String> handed = new HashMap<>();
    private final Map<Long, Integer> depths = new HashMap<>();

    private Subjects(LineageView lineage, Map<Long, Principal> callers, Map<Long, Set<String>> sessions) {
        this.lineage = lineage;
        this.callers = callers;
        this.sessions = sessions;
        lineage.identities().forEach(identity -> byId.put(identity.id(), identity));
        lineage.issuances().forEach(this::hand);
        measure();
    }

    /**
     * @param sessions ARNs of the sessions in which Identity Center users called, by id
     * @param chosen why a person ticked identities, by id
     */
    static List<Subject> of(
            LineageView lineage,
            Map<Long, Principal> callers,
            Map<Long, Set<String>> sessions,
            Map<Long, String> chosen) {
        Subjects subjects = new Subjects(lineage, callers, sessions);
        return lineage.identities().stream()
                .filter(Subjects::in)
                .map(identity -> subjects.subject(identity, Optional.ofNullable(chosen.get(identity.id()))))
                .toList();
    }

    private static boolean in(LineageView.Identity identity) {
        return !identity.excluded()
                && identity.unwatched().filter(OUT::contains).isEmpty();
    }

    private void measure() {
        Map<Long, List<Long>> next = new HashMap<>();
        lineage.issuances()
                .forEach(hop -> next.computeIfAbsent(hop.from(), id -> new ArrayList<>())
                        .add(hop.to()));
        Deque<Long> open = new ArrayDeque<>();
        lineage.identities().stream()
                .filter(identity -> identity.relation().equals(Subject.SUSPECT))
                .forEach(identity -> {
                    depths.put(identity.id(), 0);
                    open.add(identity.id());
                });
        while (!open.isEmpty()) {
            long from = open.remove();
            for (long to : next.getOrDefault(from, List.of())) {
                if (depths.putIfAbsent(to, depths.get(from) + 1) == null) {
                    open.add(to);
                }
            }
        }
    }

    private Subject subject(LineageView.Identity identity, Optional<String> chosen) {
        List<LineageView.Hop> hops = lineage.issuances().stream()
                .filter(hop -> hop.to() == identity.id())
                .toList();
        Optional<Principal> caller = Optional.ofNullable(callers.get(identity.id()));
        Optional<String> userId = caller.flatMap(Principal::principalId).filter(id -> id.contains(":"));
        Optional<PrincipalRef> principal = principal(identity, new HashSet<>());
        return new Subject(
                identity.id(),
                identity.kind(),
                identity.value(),
                identity.label(),
                identity.account(),
                identity.relation(),
                chosen,
                new HashSet<>(hops.stream().map(LineageView.Hop::how).toList()),
                hops.stream().map(LineageView.Hop::from).distinct().toList(),
                principal,
                userId.or(() -> namedId(identity)),
                userId.map(id -> id.substring(id.indexOf(':') + 1))
                        .or(() -> sessionName(identity))
                        .or(() -> ofSession(hops)),
                caller.flatMap(Principal::sourceIdentity),
                depths.getOrDefault(identity.id(), 0),
                person(identity, principal),
                seenAs(identity));
    }

    /** Whom Identity Center let into a session: its calls may tell, else who had it handed out does. */
    private Optional<String> person(LineageView.Identity identity, Optional<PrincipalRef> principal) {
        if (isPerson(identity)) {
            return Optional.empty();
        }
        return Optional.ofNullable(callers.get(identity.id()))
                .flatMap(Principal::onBehalfOfUserId)
                .or(() -> principal.isEmpty()
                                || principal
                                        .filter(PrincipalRef::ofIdentityCenter)
                                        .isPresent()
                        ? handedTo(identity)
                        : Optional.empty());
    }

    private Optional<String> handedTo(LineageView.Identity identity) {
        return Optional.ofNullable(handed.get(identity.id()));
    }

    private void hand(LineageView.Hop hop) {
        Optional.ofNullable(byId.get(hop.from()))
                .filter(Subjects::isPerson)
                .ifPresent(person -> handed.putIfAbsent(hop.to(), person.value()));
    }

    /** Where a person was seen at work: in calls of the person's own, or of sessions that are told apart from them. */
    private Set<String> seenAs(LineageView.Identity identity) {
        if (!isPerson(identity)) {
            return Set.of();
        }
        Set<String> seen = new HashSet<>(sessions.getOrDefault(identity.id(), Set.of()));
        callers.values().stream()
                .filter(caller -> caller.onBehalfOfUserId().equals(Optional.of(identity.value())))
                .forEach(caller -> caller.arn().ifPresent(seen::add));
        lineage.identities().stream()
                .filter(other -> handedTo(other).equals(Optional.of(identity.value())))
                .forEach(other -> Optional.ofNullable(callers.get(other.id()))
                        .flatMap(Principal::arn)
                        .ifPresent(seen::add));
        return seen;
    }

    private static boolean isPerson(LineageView.Identity identity) {
        return identity.kind().equals(Subject.PERSON);
    }

    /** A suspect that was named by {@code AROA…:session}, before any call of it was seen. */
    private static Optional<String> namedId(LineageView.Identity identity) {
        boolean session =
                identity.kind().equals("principal") && identity.value().contains(":");
        return session ? Optional.of(identity.value()) : Optional.empty();
    }

    private static Optional<String> sessionName(LineageView.Identity identity) {
        String value = identity.value();
        return switch (identity.kind()) {
            case "role-session", "federated-user" -> Optional.of(value.substring(value.lastIndexOf('/') + 1));
            case "instance" -> Optional.of(value);
            case "function" -> Optional.of(value.substring(value.lastIndexOf(':') + 1));
            default -> Optional.empty();
        };
    }

    /** A session's key that wasn't used yet. */
    private Optional<String> ofSession(List<LineageView.Hop> hops) {
        return hops.stream()
                .map(hop -> byId.get(hop.from()))
                .filter(from -> from != null && from.kind().equals("role-session"))
                .flatMap(from -> sessionName(from).stream())
                .findFirst();
    }

    /** @param seen so that a circle of issuances ends */
    private Optional<PrincipalRef> principal(LineageView.Identity identity, Set<Long> seen) {
        // a person works by many roles, and is none of them
        if (isPerson(identity) || !seen.add(identity.id())) {
            return Optional.empty();
        }
        return itself(identity)
                .or(() -> Optional.ofNullable(callers.get(identity.id())).flatMap(Subjects::ofCaller))
                .or(() -> identity.kind().equals("role-session") ? session(identity.value()) : Optional.empty())
                .or(() -> ofMinter(identity, seen));
    }

    private static Optional<PrincipalRef> itself(LineageView.Identity identity) {
        return switch (identity.kind()) {
            case "user", "role", "root" -> PrincipalRef.ofArn(identity.value());
            default -> Optional.empty();
        };
    }

    private static Optional<PrincipalRef> session(String arn) {
        return arn.contains(SESSION) ? PrincipalRef.ofArn(arn) : Optional.empty();
    }

    /** The user, or the role behind the session; of a federated user the one who called for it. */
    private static Optional<PrincipalRef> ofCaller(Principal caller) {
        return caller.issuerArn()
                .flatMap(PrincipalRef::ofArn)
                .or(() -> caller.arn().flatMap(PrincipalRef::ofArn));
    }

    /** A key, a password or a session that wasn't used yet belongs to whoever it was made for. */
    private Optional<PrincipalRef> ofMinter(LineageView.Identity identity, Set<Long> seen) {
        Set<String> inherits = Set.of(
                "access-key",
                "service-credential",
                "ssh-key",
                "signing-certificate",
                "federated-user",
                "console-session");
        if (!inherits.contains(identity.kind())) {
            return Optional.empty();
        }
        return lineage.issuances().stream()
                .filter(hop -> hop.to() == identity.id())
                .map(hop -> byId.get(hop.from()))
                .filter(from -> from != null)
                .flatMap(from -> principal(from, seen).stream())
                .findFirst();
    }
}
