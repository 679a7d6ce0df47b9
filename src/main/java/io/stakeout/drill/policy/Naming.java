package io.stakeout.drill.policy;

/**
 * How a resource-based policy names a caller, weakest first: what it names decides whether the implicit denies of other
 * policies count. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
enum Naming {
    /** Not at all. */
    NONE,
    /** By its account, which leaves it to the account's own policies. */
    ACCOUNT,
    /** By the role of the session: boundary and session policies limit it. */
    ROLE,
    /** Itself, or everybody: nothing but an explicit deny limits it within the account. */
    DIRECT;

    Naming or(Naming other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
