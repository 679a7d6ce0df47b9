package io.stakeout.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Issuance.Kind;

/**
 * IAM Roles Anywhere: whoever holds a certificate of a trust anchor gets sessions of roles. CreateTrustAnchor was seen
 * in real records; the response of CreateSession is that of the API, {@code credentialSet}.
 */
final class RolesAnywhereIssuances {

    private RolesAnywhereIssuances() {}

    static void add(Handout out) {
        switch (out.how()) {
            case "CreateTrustAnchor" -> anchor(out);
            case "CreateSession" -> sessions(out);
            default -> {}
        }
    }

    private static void anchor(Handout out) {
        JsonNode anchor = out.answered().path("trustAnchor");
        out.add(Forms.arn(anchor, "trustAnchorArn")
                .map(arn -> Draft.minted(
                                Kind.TRUST_ANCHOR,
                                arn.text(),
                                Forms.text(anchor, "name").orElse(arn.name()))
                        .in(out.caller().account())));
    }

    private static void sessions(Handout out) {
        for (JsonNode granted : Forms.list(out.answered().path("credentialSet"))) {
            StsIssuances.assumedRole(out, granted, out.asked());
        }
    }
}
