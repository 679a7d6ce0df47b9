package io.stakeout.aws;

import java.util.List;

import io.stakeout.containment.plan.PrincipalRef;

/** The calls that a preview makes. */
final class Previews {

    static final List<String> OF_A_USER = List.of(
            "iam:GetAccessKeyLastUsed",
            "iam:GetLoginProfile",
            "iam:GetUser",
            "iam:ListAccessKeys",
            "iam:ListAttachedUserPolicies",
            "iam:ListUserPolicies");

    static final List<String> OF_A_ROLE =
            List.of("iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies");

    private Previews() {}

    static List<String> calls(PrincipalRef principal) {
        return switch (principal.kind()) {
            case USER -> OF_A_USER;
            case ROLE -> OF_A_ROLE;
            case ROOT -> List.of();
        };
    }
}
