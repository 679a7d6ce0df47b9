package io.stakeout.containment.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * Principals that are never cut: those that somebody listed or tagged, those for emergencies, and roles that can't be
 * edited from within IAM at all: service-linked ones and those of Identity Center (IAM User Guide, "Create a
 * service-linked role"; IAM Identity Center User Guide, "Permission sets": AWSReservedSSO).
 */
final class Protected implements Guardrail {

    private static final String SERVICE_LINKED = "awsservicerolefor";
    private static final String SERVICE_PATH = ":role/aws-service-role/";
    private static final String IDENTITY_CENTER_PATH = ":role/aws-reserved/";

    @Override
    public String id() {
        return "protected";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        TreeSet<String> unknown = new TreeSet<>();
        TreeMap<String, PrincipalRef> refused = new TreeMap<>();
        for (PrincipalRef target : Targets.of(proposal).principals()) {
            Optional<Standing> standing = Optional.ofNullable(facts.standings().get(target));
            Optional<String> why = why(target, standing, facts.protection());
            why.ifPresent(text -> refused.put(Words.name(target) + " " + text + ".", target));
            if (standing.isEmpty() && needsStanding(target, facts.protection())) {
                unknown.add(Words.name(target));
            }
        }
        TreeMap<String, Person> people = new TreeMap<>();
        for (Person person : Person.of(proposal)) {
            ofPerson(person, facts.protection())
                    .ifPresent(text -> people.put(person.words() + " " + text + ".", person));
        }
        if (!refused.isEmpty() || !people.isEmpty()) {
            return refused(refused, people, proposal);
        }
        return unknown.isEmpty()
                ? Verdict.pass(id(), "None of them is protected.")
                : Verdict.open(
                        id(),
                        proposal.moment(),
                        "AWS hasn't told yet which tags and path these have: " + Words.some(List.copyOf(unknown))
                                + ".");
    }

    private Verdict refused(Map<String, PrincipalRef> principals, Map<String, Person> people, Proposal proposal) {
        List<String> said = new ArrayList<>(principals.keySet());
        said.addAll(people.keySet());
        TreeSet<Long> causes = new TreeSet<>(Causes.of(proposal, principals.values()));
        causes.addAll(Causes.ofPeople(proposal, people.values()));
        return Verdict.refused(id(), String.join(" ", said), List.copyOf(causes));
    }

    /** Whoever works by a protected permission set loses that too, so the person is as protected as the role. */
    private static Optional<String> ofPerson(Person person, Facts.Protection protection) {
        return person.named(protection.breakGlass())
                .map(pattern -> "is, or works by what is, kept for emergencies (" + pattern + ")")
                .or(() -> person.named(protection.patterns())
                        .map(pattern -> "is, or works by what is, protected (" + pattern + ")"));
    }

    private static Optional<String> why(PrincipalRef target, Optional<Standing> standing, Facts.Protection protection) {
        String arn = standing.map(Standing::arn).orElse("");
        String name = target.name().toLowerCase(Locale.ROOT);
        boolean role = target.kind() == PrincipalRef.Kind.ROLE;
        if (role && (name.startsWith(SERVICE_LINKED) || arn.contains(SERVICE_PATH))) {
            return Optional.of("is a service-linked role: nobody can edit it, and its service needs it");
        }
        if (role && (target.ofIdentityCenter() || arn.contains(IDENTITY_CENTER_PATH))) {
            return Optional.of("belongs to Identity Center, which undoes what IAM changes; cut the person there");
        }
        return named(protection.breakGlass(), target, standing)
                .map(pattern -> "is kept for emergencies (" + pattern + ")")
                .or(() -> named(protection.patterns(), target, standing).map(p -> "is protected (" + p + ")"))
                .or(() -> standing.flatMap(known -> tagged(protection.tags(), known))
                        .map(tag -> "is protected by its tag " + tag));
    }

    private static Optional<String> named(List<String> patterns, PrincipalRef target, Optional<Standing> standing) {
        return patterns.stream()
                .filter(text -> new NamePattern(text).fit(target, standing) == NamePattern.Fit.YES)
                .findFirst();
    }

    /** Tag keys have no case in IAM; values are compared without it too, since protecting more does no harm. */
    private static Optional<String> tagged(List<String> tags, Standing standing) {
        return tags.stream()
                .filter(tag -> standing.tags().entrySet().stream()
                        .anyMatch(has -> tag.strip().equalsIgnoreCase(has.getKey())
                                || tag.strip().equalsIgnoreCase(has.getKey() + "=" + has.getValue())))
                .findFirst();
    }

    private static boolean needsStanding(PrincipalRef target, Facts.Protection protection) {
        return target.kind() != PrincipalRef.Kind.ROOT
                && (!protection.tags().isEmpty()
                        || byPath(protection.patterns(), target)
                        || byPath(protection.breakGlass(), target));
    }

    private static boolean byPath(List<String> patterns, PrincipalRef target) {
        return patterns.stream()
                .anyMatch(text -> new NamePattern(text).fit(target, Optional.empty()) == NamePattern.Fit.UNKNOWN);
    }
}
