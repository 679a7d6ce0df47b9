package io.stakeout.containment.guard;

import io.stakeout.containment.plan.PrincipalRef;

/** When two principals are one. */
final class Names {

    private Names() {}

    /** Case makes no difference: IAM User Guide, "IAM and AWS STS quotas", name requirements. */
    static boolean same(PrincipalRef one, PrincipalRef other) {
        return one.kind() == other.kind()
                && one.account().equals(other.account())
                && one.name().equalsIgnoreCase(other.name());
    }
}
