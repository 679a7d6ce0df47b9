package io.stakeout.containment.facts;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;

/**
 * Which use of a principal is the suspects' own.
 *
 * @param subjects those whose credential it is, or who are it
 * @param addresses from which their calls came
 * @param agents with which
 * @param since when the first of them joined the watch, and so was counted
 */
record Suspicion(List<Subject> subjects, Set<String> addresses, Set<String> agents, Optional<Instant> since) {

    /** The names by which its use may be counted, beside its ARN; the watch counts keys, ids and ARNs. */
    Set<String> identifiers(PrincipalRef principal) {
        Set<String> identifiers = new HashSet<>();
        identifiers.add(principal.arn());
        for (Subject subject : subjects) {
            switch (subject.kind()) {
                case "user", "role", "root" -> identifiers.add(subject.value());
                case "access-key" -> identifiers.add(subject.value());
                case "principal" -> identifiers.add(withoutSession(subject.value()));
                default -> {}
            }
            subject.userId().map(Suspicion::withoutSession).ifPresent(identifiers::add);
        }
        return identifiers;
    }

    private static String withoutSession(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    /** @param session {@code userIdentity.principalId}, for example {@code AROA…:session} */
    boolean own(String session) {
        return subjects.stream()
                .anyMatch(subject -> subject.userId().filter(session::equals).isPresent()
                        || subject.userId().isEmpty()
                                && subject.sessionName()
                                        .filter(name -> session.endsWith(":" + name))
                                        .isPresent());
    }

    Set<String> how() {
        return subjects.stream().flatMap(subject -> subject.how().stream()).collect(Collectors.toSet());
    }
}
