package io.stakeout.containment.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * People of Identity Center in a plan. Their roles can't be edited by anybody else, so a person is denied by a service
 * control policy in each account where the lineage saw it at work, or by hand. IAM Identity Center User Guide, "Revoke
 * active IAM role sessions created by permission sets".
 */
final class People {

    private final Scope scope;
    private final boolean cut;

    /** @param cut whether people are denied by service control policies */
    People(Scope scope, boolean cut) {
        this.scope = scope;
        this.cut = cut;
    }

    /** Where a person was seen at work, had a session handed out, or was said to be. */
    SortedSet<String> accounts(Subject person) {
        TreeSet<String> accounts = new TreeSet<>();
        person.seenAs().forEach(arn -> PrincipalRef.ofArn(arn).ifPresent(role -> accounts.add(role.account())));
        scope.sessionsOfPeople.stream()
                .filter(session -> isOf(session, person))
                .forEach(session -> account(session).ifPresent(accounts::add));
        if (person.is(Subject.SUSPECT)) {
            person.account().ifPresent(accounts::add);
        }
        return accounts;
    }

    /** The person, and its sessions in that account: what a denial of the person there stops. */
    List<Subject> stopped(Subject person, String account) {
        List<Subject> stopped = new ArrayList<>(List.of(person));
        scope.covered.stream()
                .filter(session -> isOf(session, person)
                        && account(session).filter(account::equals).isPresent())
                .forEach(stopped::add);
        return stopped;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        scope.people.forEach(person -> warnings.add(ofPerson(person)));
        scope.sessionsOfPeople.stream()
                .filter(session -> !cut || person(session).isEmpty())
                .forEach(session -> warnings.add(ofSession(session)));
        return warnings;
    }

    private String ofPerson(Subject person) {
        String who = "Identity Center user " + person.label();
        if (!cut) {
            return who + " isn't cut by this plan, but for what people do by hand: the service control policy at L3"
                    + " denies it.";
        }
        SortedSet<String> accounts = accounts(person);
        return accounts.isEmpty()
                ? who + " was seen at work in no account, so no service control policy denies it: it isn't cut by this"
                        + " plan, but for what people do by hand."
                : who + " is denied in " + String.join(", ", accounts)
                        + ", where it was seen at work, and nowhere else."
                        + " If one of these is the management account, it goes on there: no service control policy"
                        + " restricts that one.";
    }

    private String ofSession(Subject session) {
        String role = session.principal()
                .map(principal -> " of role " + principal.name() + " in " + principal.account())
                .orElse("");
        String begin = "Session " + session.sessionName().orElse(session.label()) + role
                + " isn't cut by this plan: its role belongs to Identity Center, and nobody else can edit it.";
        Optional<Subject> person = person(session);
        if (person.isPresent()) {
            return begin + " It goes with Identity Center user " + person.get().label()
                    + ", by the service control policy at L3, or by hand.";
        }
        return begin + " Name its person as a suspect, by "
                + session.person()
                        .map(id -> "the Identity Center user id " + id)
                        .orElse("its Identity Center user id")
                + ", to have it denied by the service control policy at L3.";
    }

    private Optional<Subject> person(Subject session) {
        return scope.people.stream().filter(person -> isOf(session, person)).findFirst();
    }

    private static boolean isOf(Subject session, Subject person) {
        return session.person().equals(Optional.of(person.value()));
    }

    private static Optional<String> account(Subject session) {
        return session.principal().map(PrincipalRef::account).or(session::account);
    }
}
