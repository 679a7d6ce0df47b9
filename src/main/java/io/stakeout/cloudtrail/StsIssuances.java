package io.stakeout.cloudtrail;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Issuance.Kind;

/**
 * Temporary credentials. Seen in real records: the response of AssumeRole for ec2 and lambda holds {@code credentials}
 * and no {@code assumedRoleUser}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">IAM and STS in
 *     CloudTrail</a>
 */
final class StsIssuances {

    private StsIssuances() {}

    static void add(Handout out) {
        switch (out.how()) {
            case "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity" ->
                assumedRole(out, out.answered(), out.asked());
            case "GetSessionToken" ->
                out.add(key(out.answered()).map(key -> key.in(out.caller().account())));
            case "GetFederationToken" -> federatedUser(out);
            case "AssumeRoot" -> root(out);
            case "GetDelegatedAccessToken" -> delegated(out);
            default -> {}
        }
    }

    /** The access key of {@code granted.credentials}. */
    static Optional<Draft> key(JsonNode granted) {
        return Forms.key(granted, "credentials", "accessKeyId").map(id -> Draft.session(Kind.ACCESS_KEY, id, id));
    }

    /**
     * A role session and its key.
     *
     * @param granted has {@code credentials} and mostly {@code assumedRoleUser}
     * @param asked has {@code roleArn} and {@code roleSessionName}
     */
    static void assumedRole(Handout out, JsonNode granted, JsonNode asked) {
        Optional<Draft> session = Forms.arn(granted, "assumedRoleUser", "arn")
                .filter(Arn::isRoleSession)
                .map(StsIssuances::session)
                .or(() -> isGranted(granted) ? derived(asked) : Optional.empty());
        Optional<Integer> under = out.add(session);
        Optional<String> account = session.flatMap(Draft::account);
        out.add(key(granted).map(key -> key.in(account).under(under)));
    }

    private static boolean isGranted(JsonNode granted) {
        return Nodes.text(granted, "credentials", "accessKeyId").isPresent()
                || granted.path("assumedRoleUser").isObject();
    }

    private static Optional<Draft> derived(JsonNode asked) {
        Optional<Arn> role = Forms.arn(asked, "roleArn").filter(Arn::isRole);
        Optional<String> session = Forms.name(asked, "roleSessionName");
        return role.flatMap(of -> session.flatMap(name -> Arn.of(sessionArn(of, name))))
                .map(arn -> session(arn).derived());
    }

    /** A session's ARN has no path, even where its role's has. */
    private static String sessionArn(Arn role, String session) {
        return "arn:" + role.partition() + ":sts::" + role.account() + ":assumed-role/" + role.name() + "/" + session;
    }

    private static Draft session(Arn arn) {
        return Draft.session(Kind.ROLE_SESSION, arn.text(), arn.name()).in(Optional.of(arn.account()));
    }

    private static void federatedUser(Handout out) {
        Optional<Draft> user = Forms.arn(out.answered(), "federatedUser", "arn")
                .filter(Arn::isFederatedUser)
                .map(arn -> Draft.session(Kind.FEDERATED_USER, arn.text(), arn.name())
                        .in(Optional.of(arn.account())));
        Optional<Integer> under = out.add(user);
        out.add(key(out.answered()).map(key -> key.in(out.caller().account()).under(under)));
    }

    /** AssumeRoot: {@code targetPrincipal} is the member account, or its root's ARN (STS API reference). */
    private static void root(Handout out) {
        Optional<Arn> root = Forms.text(out.asked(), "targetPrincipal")
                .map(target -> Forms.isAccount(target) ? rootArn(out.caller(), target) : target)
                .flatMap(Arn::of)
                .filter(Arn::isRoot);
        Optional<String> account = root.map(Arn::account);
        Optional<Integer> under =
                out.add(root.map(arn -> Draft.touched(Kind.ROOT, arn.text(), "root of " + arn.account())
                        .derived()
                        .in(account)));
        out.add(key(out.answered()).map(key -> key.in(account).under(under)));
    }

    private static String rootArn(Caller caller, String account) {
        return "arn:" + caller.partition() + ":iam::" + account + ":root";
    }

    /** GetDelegatedAccessToken: no record of it was seen; the API answers with {@code AssumedPrincipal} besides. */
    private static void delegated(Handout out) {
        Optional<String> account = Forms.arn(out.answered(), "assumedPrincipal").map(Arn::account);
        out.add(key(out.answered()).map(key -> key.in(account)));
    }
}
