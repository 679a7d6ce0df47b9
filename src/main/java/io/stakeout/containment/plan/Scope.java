package io.stakeout.containment.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whom a plan is about: suspects and what was minted, the minted credentials of who was merely touched, and whoever a
 * person ticked. Sorts them by what can be done about each.
 */
final class Scope {

    static final String TEMPORARY = "ASIA";
    private static final Set<String> PASSWORD = Set.of("CreateLoginProfile", "UpdateLoginProfile");

    final List<Subject> covered = new ArrayList<>();
    final List<Subject> touched = new ArrayList<>();
    final Map<PrincipalRef, List<Subject>> users = new LinkedHashMap<>();
    final Map<PrincipalRef, List<Subject>> roles = new LinkedHashMap<>();
    final Map<PrincipalRef, List<Subject>> roleSessions = new LinkedHashMap<>();
    final Map<PrincipalRef, List<Subject>> userSessions = new LinkedHashMap<>();
    final Map<PrincipalRef, List<Subject>> federated = new LinkedHashMap<>();
    final Map<PrincipalRef, List<Subject>> sourceIdentities = new LinkedHashMap<>();
    final List<Subject> keys = new ArrayList<>();
    /** For one service, SSH keys, signing certificates. */
    final List<Subject> otherCredentials = new ArrayList<>();
    /** Users whose password was set by a suspect. */
    final Map<PrincipalRef, List<Subject>> passwords = new LinkedHashMap<>();

    final List<Subject> roots = new ArrayList<>();
    final List<Subject> people = new ArrayList<>();
    /** In roles of Identity Center, which nobody else can edit: they fall with the person, or not at all. */
    final List<Subject> sessionsOfPeople = new ArrayList<>();

    final List<Subject> outsiders = new ArrayList<>();
    final List<Subject> unresolved = new ArrayList<>();
    final Set<String> addresses = new LinkedHashSet<>();

    static Scope of(List<Subject> all) {
        Scope scope = new Scope();
        all.forEach(scope::place);
        return scope;
    }

    private void place(Subject subject) {
        boolean password = subject.how().stream().anyMatch(PASSWORD::contains);
        if (subject.kind().equals("user") && password && subject.principal().isPresent()) {
            add(passwords, subject);
        }
        if (subject.chosen().isEmpty() && (subject.is(Subject.TOUCHED) || subject.is(Subject.POSSIBLE))) {
            touched.add(subject);
            return;
        }
        covered.add(subject);
        sort(subject);
    }

    private void sort(Subject subject) {
        switch (subject.kind()) {
            case "source-ip" -> addresses.add(subject.value());
            case "outsider", "trust-anchor" -> outsiders.add(subject);
            case Subject.PERSON -> people.add(subject);
            case "root" -> roots.add(subject);
            case "user" -> add(users, subject);
            case "role" -> add(roles, subject);
            case "access-key" -> key(subject);
            case "service-credential", "ssh-key", "signing-certificate" ->
                resolved(subject, s -> otherCredentials.add(s));
            case "source-identity" -> sourceIdentity(subject);
            case "federated-user" -> add(federated, subject);
            default -> session(subject);
        }
    }

    /** A named key means its user; a minted one is cut by itself, unless its user is cut anyway. */
    private void key(Subject subject) {
        if (subject.value().startsWith(TEMPORARY)) {
            session(subject);
            return;
        }
        resolved(subject, s -> keys.add(s));
        if (subject.is(Subject.SUSPECT)
                && subject.principal().filter(Scope::isUser).isPresent()) {
            add(users, subject);
        }
    }

    private void sourceIdentity(Subject subject) {
        if (ofIdentityCenter(subject)) {
            sessionsOfPeople.add(subject);
        } else {
            add(sourceIdentities, subject);
        }
    }

    private void session(Subject subject) {
        if (subject.principal().isEmpty()) {
            (subject.person().isPresent() ? sessionsOfPeople : unresolved).add(subject);
            return;
        }
        PrincipalRef principal = subject.principal().get();
        if (principal.kind() == PrincipalRef.Kind.ROOT) {
            roots.add(subject);
        } else if (isUser(principal)) {
            user(subject);
        } else if (subject.userId().isPresent() || subject.sessionName().isPresent()) {
            if (ofIdentityCenter(subject)) {
                sessionsOfPeople.add(subject);
            } else {
                add(roleSessions, subject);
            }
        } else if (subject.kind().equals("principal")) {
            add(roles, subject);
        } else {
            // a whole role must not fall because one session of it can't be told from the others
            unresolved.add(subject);
        }
    }

    /** A suspect that is named by a user's id is that user; everything else here is a session of one. */
    private void user(Subject subject) {
        boolean federatedUser = subject.userId().filter(id -> id.contains(":")).isPresent();
        boolean itself = subject.kind().equals("principal");
        add(federatedUser ? federated : itself ? users : userSessions, subject);
    }

    private void resolved(Subject subject, Predicate<Subject> into) {
        if (subject.principal().filter(Scope::isUser).isPresent()) {
            into.test(subject);
        } else if (subject.principal()
                .filter(p -> p.kind() == PrincipalRef.Kind.ROOT)
                .isPresent()) {
            roots.add(subject);
        } else {
            unresolved.add(subject);
        }
    }

    private void add(Map<PrincipalRef, List<Subject>> where, Subject subject) {
        if (subject.principal().isEmpty()) {
            unresolved.add(subject);
            return;
        }
        where.computeIfAbsent(subject.principal().get(), p -> new ArrayList<>()).add(subject);
    }

    private static boolean ofIdentityCenter(Subject subject) {
        return subject.principal().filter(PrincipalRef::ofIdentityCenter).isPresent();
    }

    static boolean isUser(PrincipalRef principal) {
        return principal.kind() == PrincipalRef.Kind.USER;
    }
}
