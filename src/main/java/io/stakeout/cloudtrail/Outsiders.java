package io.stakeout.cloudtrail;

import java.util.List;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Kind;

/** Principals outside of the account that a policy lets in. It may be that nobody uses the way, or always did. */
final class Outsiders {

    private Outsiders() {}

    /** Each once, and the first {@value Forms#MAX_LIST}. */
    static void add(Handout out, List<PolicyPrincipals.Named> named, Optional<Integer> under) {
        named.stream()
                .filter(who -> !who.judged() || isOutside(out.caller().account(), who.value()))
                .map(PolicyPrincipals.Named::value)
                .distinct()
                .limit(Forms.MAX_LIST)
                .forEach(value -> out.add(outsider(value).under(under)));
    }

    private static Draft outsider(String value) {
        return Draft.touched(Kind.OUTSIDER, value, value).possible().in(account(value));
    }

    /** Where the own account is not known nobody but everybody is known to be outside. */
    private static boolean isOutside(Optional<String> own, String value) {
        return value.equals("*")
                || own.isPresent()
                        && account(value)
                                .filter(account -> !own.get().equals(account))
                                .isPresent();
    }

    private static Optional<String> account(String value) {
        return Forms.isAccount(value)
                ? Optional.of(value)
                : Arn.of(value).map(Arn::account).filter(account -> !account.isBlank());
    }
}
