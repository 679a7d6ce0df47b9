package io.stakeout.cloudtrail;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Issuance.Kind;

/**
 * Identity Center. Its sign-ins hand out nothing that a record names. The records of GetRoleCredentials that were seen
 * answer null, and say in {@code serviceEventDetails} which account the role is in; CreateUser in the console is a call of
 * {@code sso-directory}.
 */
final class IdentityCenterIssuances {

    private IdentityCenterIssuances() {}

    static void add(Handout out) {
        switch (out.call().eventSource() + " " + out.how()) {
            case "sso.amazonaws.com GetRoleCredentials",
                    "sso.amazonaws.com CreateToken",
                    "sso-oauth.amazonaws.com CreateToken" -> roleCredentials(out);
            case "identitystore.amazonaws.com CreateUser" -> user(out, out.answered());
            case "sso-directory.amazonaws.com CreateUser" ->
                user(out, out.answered().path("user"));
            default -> {}
        }
    }

    private static void roleCredentials(Handout out) {
        Optional<String> account = out.call().text("serviceEventDetails", "account_id");
        out.add(Forms.key(out.answered(), "roleCredentials", "accessKeyId")
                .map(id -> Draft.session(Kind.ACCESS_KEY, id, id).in(account)));
    }

    private static void user(Handout out, JsonNode made) {
        out.add(Forms.text(made, "userId")
                .map(id -> Draft.minted(Kind.IDENTITY_CENTER_USER, id, id)
                        .andFollowed(true)
                        .since(out.call().eventTime())
                        .in(out.caller().account())));
    }
}
