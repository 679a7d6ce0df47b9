package io.stakeout.cloudtrail;

import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Kind;

/** New users and roles, and who may assume a role. */
final class IamPrincipalIssuances {

    private IamPrincipalIssuances() {}

    static void add(Handout out) {
        switch (out.how()) {
            case "CreateUser" -> createUser(out);
            case "CreateRole" -> createRole(out);
            case "UpdateAssumeRolePolicy" -> updateTrust(out);
            default -> {}
        }
    }

    /** A user whose ARN was put together. */
    static Draft user(Arn arn) {
        return Draft.touched(Kind.USER, arn.text(), arn.name()).derived().in(Optional.of(arn.account()));
    }

    /** A role whose ARN was put together. */
    static Draft role(Arn arn) {
        return Draft.touched(Kind.ROLE, arn.text(), arn.name()).derived().in(Optional.of(arn.account()));
    }

    private static void createUser(Handout out) {
        out.add(Forms.arn(out.answered(), "user", "arn")
                .filter(Arn::isUser)
                .map(arn -> created(out, Kind.USER, arn).andFollowed(true)));
    }

    private static void createRole(Handout out) {
        Optional<Integer> under = out.add(
                Forms.arn(out.answered(), "role", "arn").filter(Arn::isRole).map(arn -> created(out, Kind.ROLE, arn)));
        trust(out, "assumeRolePolicyDocument", under);
    }

    private static Draft created(Handout out, Kind kind, Arn arn) {
        return Draft.minted(kind, arn.text(), arn.name())
                .in(Optional.of(arn.account()))
                .since(out.call().eventTime());
    }

    /** Its response is null (seen in real records). */
    private static void updateTrust(Handout out) {
        Optional<Integer> under = out.add(Forms.name(out.asked(), "roleName")
                .flatMap(out.caller()::roleArn)
                .map(IamPrincipalIssuances::role));
        trust(out, "policyDocument", under);
    }

    private static void trust(Handout out, String document, Optional<Integer> under) {
        Outsiders.add(out, PolicyPrincipals.of(out.asked().path(document)), under);
    }
}
