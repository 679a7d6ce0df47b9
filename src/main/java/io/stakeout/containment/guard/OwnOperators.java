package io.stakeout.containment.guard;

import java.util.List;
import java.util.Optional;

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
        for (PrincipalRef target : Targets.of(proposal).principals()) {
            Optional<Standing> standing = Optional.ofNullable(facts.standings().get(target));
            for (Facts.OperatorPrincipals operator : facts.operators()) {
                if (operator.arns().stream().anyMatch(arn -> isOf(arn, target, standing))) {
                    return Verdict.refused(
                            id(),
                            Words.name(target) + " belongs to operator " + operator.operator()
                                    + ", who would be cut off.");
                }
            }
        }
        return Verdict.pass(id(), "No operator's own principal is cut." + unchecked(facts.operators()));
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
                        .noneMatch(arn -> PrincipalRef.ofArn(arn.strip()).isPresent()))
                .map(Facts.OperatorPrincipals::operator)
                .toList();
        return names.isEmpty()
                ? ""
                : " Not checked, since nobody has told their AWS principals: " + String.join(", ", names) + ".";
    }
}
