package io.stakeout.containment.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;

/** The people who answer the incident keep their access; who of them can't be checked is named. */
final class OwnOperators implements Guardrail {

    @Override
    public String id() {
        return "operators";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        List<String> said = new ArrayList<>();
        Set<Long> causes = new TreeSet<>();
        Targets.of(proposal).principals().stream()
                .sorted(Comparator.comparing(PrincipalRef::arn))
                .forEach(target -> ofPrincipal(target, facts).ifPresent(text -> {
                    said.add(text);
                    causes.addAll(Causes.of(proposal, Set.of(target)));
                }));
        for (Person person : Person.of(proposal)) {
            ofPerson(person, proposal, facts).ifPresent(text -> {
                said.add(text);
                causes.addAll(Causes.ofPeople(proposal, Set.of(person)));
            });
        }
        return said.isEmpty()
                ? Verdict.pass(id(), "No operator's own principal is cut." + unchecked(facts.operators()))
                : Verdict.refused(id(), String.join(" ", said), List.copyOf(causes));
    }

    private static Optional<String> ofPrincipal(PrincipalRef target, Facts facts) {
        Optional<Standing> standing = Optional.ofNullable(facts.standings().get(target));
        return facts.operators().stream()
                .filter(operator -> operator.arns().stream().anyMatch(arn -> isOf(arn, target, standing)))
                .findFirst()
                .map(operator ->
                        Words.name(target) + " belongs to operator " + operator.operator() + ", who would be cut off.");
    }

    /** An operator who works by Identity Center and may be that person is taken for that person. */
    private static Optional<String> ofPerson(Person person, Proposal proposal, Facts facts) {
        for (Facts.OperatorPrincipals operator : facts.operators()) {
            Person.Is is = person.is(operator.arns());
            if (is == Person.Is.YES) {
                return Optional.of(person.words() + " is operator " + operator.operator() + ", who would be cut off.");
            }
            if (is == Person.Is.UNKNOWN && !proposal.undo()) {
                return Optional.of("Whether " + person.words() + " is operator " + operator.operator()
                        + ", who works by Identity Center, isn't known: no session of that user was seen. Add"
                        + " arn:aws:identitystore:::user/ID of the operator's own to its AWS principals.");
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String arn, PrincipalRef target, Optional<Standing> standing) {
        return PrincipalRef.ofArn(arn.strip())
                        .filter(own -> Names.same(own, target))
                        .isPresent()
                || arn.strip().equalsIgnoreCase(target.arn())
                || standing.filter(known -> known.arn().equalsIgnoreCase(arn.strip()))
                        .isPresent();
    }

    private static String unchecked(List<Facts.OperatorPrincipals> operators) {
        List<String> names = operators.stream()
                .filter(operator -> operator.arns().stream()
                        .noneMatch(arn -> PrincipalRef.ofArn(arn.strip()).isPresent()
                                || Person.user(arn).isPresent()))
                .map(Facts.OperatorPrincipals::operator)
                .toList();
        return names.isEmpty()
                ? ""
                : " Not checked, since nobody has told their AWS principals: " + String.join(", ", names) + ".";
    }
}
