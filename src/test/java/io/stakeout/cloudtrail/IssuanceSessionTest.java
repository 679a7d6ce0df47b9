package io.stakeout.cloudtrail;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stakeout.cloudtrail.IssuanceTest.ADMIN;
import static io.stakeout.cloudtrail.IssuanceTest.ALICE;
import static io.stakeout.cloudtrail.IssuanceTest.EC2;
import static io.stakeout.cloudtrail.IssuanceTest.KEY;
import static io.stakeout.cloudtrail.IssuanceTest.TIME;
import static io.stakeout.cloudtrail.IssuanceTest.handedOut;
import static io.stakeout.cloudtrail.IssuanceTest.row;
import static io.stakeout.cloudtrail.IssuanceTest.switched;
import static org.assertj.core.api.Assertions.assertThat;

/** STS and sign-in. */
class IssuanceSessionTest {

    static Stream<Arguments> rows() {
        return Stream.of(sts(), signIn()).flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aCallHandsOutWhatItsRecordSays(String title, CloudTrailRecord call, List<String> expected) {
        assertThat(handedOut(call)).as(title).containsExactlyElementsOf(expected);
    }

    private static Stream<Arguments> sts() {
        String session = "arn:aws:sts::222222222222:assumed-role/Deep/s1";
        String asked = "{'roleArn':'arn:aws:iam::222222222222:role/path/Deep','roleSessionName':'s1'}";
        String answered = "{" + KEY + ",'assumedRoleUser':{'assumedRoleId':'AROA:s1','arn':'" + session + "'}}";
        String key = "access-key ASIA00000000000000K1 ASIA00000000000000K1 ";
        List<String> exact = List.of(
                "role-session " + session + " Deep/s1 222222222222 minted exact session followed",
                key + "222222222222 minted exact session followed under=0");
        return Stream.of(
                row("assume", ALICE, "sts AssumeRole", asked, answered, exact),
                row("by SAML", ALICE, "sts AssumeRoleWithSAML", "{}", answered, exact),
                row("by web identity", ALICE, "sts AssumeRoleWithWebIdentity", asked, answered, exact),
                row(
                        "by ec2, without assumedRoleUser",
                        EC2,
                        "sts AssumeRole",
                        "{'roleArn':'arn:aws-cn:iam::222222222222:role/a/b/Deep','roleSessionName':'i-0a'}",
                        "{" + KEY + "}",
                        "role-session arn:aws-cn:sts::222222222222:assumed-role/Deep/i-0a Deep/i-0a 222222222222"
                                + " minted derived session followed",
                        key + "222222222222 minted exact session followed under=0"),
                row(
                        "a key of no session that can be told",
                        EC2,
                        "sts AssumeRole",
                        "null",
                        "{" + KEY + "}",
                        key + "- minted exact session followed"),
                row("assumed, and nothing in the response", ALICE, "sts AssumeRole", asked, "null"),
                row(
                        "a session whose key is no key",
                        ALICE,
                        "sts AssumeRole",
                        asked,
                        "{'credentials':{'accessKeyId':'ASIA****************'}}",
                        "role-session " + session + " Deep/s1 222222222222 minted derived session followed"),
                row(
                        "session token",
                        ALICE,
                        "sts GetSessionToken",
                        "{'durationSeconds':900}",
                        "{" + KEY + "}",
                        key + "111111111111 minted exact session followed"),
                row(
                        "federation token",
                        ALICE,
                        "sts GetFederationToken",
                        "{'name':'fed'}",
                        "{" + KEY + ",'federatedUser':{'federatedUserId':'111111111111:fed',"
                                + "'arn':'arn:aws:sts::111111111111:federated-user/fed'}}",
                        "federated-user arn:aws:sts::111111111111:federated-user/fed fed 111111111111"
                                + " minted exact session followed",
                        key + "111111111111 minted exact session followed under=0"),
                row(
                        "root by account",
                        ADMIN,
                        "sts AssumeRoot",
                        "{'targetPrincipal':'222222222222'}",
                        "{" + KEY + "}",
                        "root arn:aws-cn:iam::222222222222:root root of 222222222222 222222222222"
                                + " touched derived anything -",
                        key + "222222222222 minted exact session followed under=0"),
                row(
                        "root by ARN",
                        ALICE,
                        "sts AssumeRoot",
                        "{'targetPrincipal':'arn:aws:iam::222222222222:root'}",
                        "{}",
                        "root arn:aws:iam::222222222222:root root of 222222222222 222222222222"
                                + " touched derived anything -"),
                row(
                        "delegated token",
                        ALICE,
                        "sts GetDelegatedAccessToken",
                        "{}",
                        "{" + KEY + ",'assumedPrincipal':'arn:aws:iam::222222222222:root'}",
                        key + "222222222222 minted exact session followed"),
                row("who am I", ALICE, "sts GetCallerIdentity", "null", "null"));
    }

    private static Stream<Arguments> signIn() {
        String exchanged = "{'credentials':{'accessKeyId':'%s'},'GetSigninToken':'Success'}";
        String switched = "{'SwitchFrom':'arn:aws:iam::222222222222:user/eve'}";
        String session = "role-session arn:aws-cn:sts::111111111111:assumed-role/Admin/bob Admin/bob 111111111111"
                + " minted exact session followed";
        return Stream.of(
                row(
                        "another key exchanged",
                        ADMIN,
                        "signin GetSigninToken",
                        "null",
                        exchanged.formatted("ASIA00000000000000K1"),
                        "access-key ASIA00000000000000K1 ASIA00000000000000K1 111111111111"
                                + " minted exact session followed"),
                row(
                        "the own key exchanged",
                        ADMIN,
                        "signin GetSigninToken",
                        "null",
                        exchanged.formatted("ASIA000000000000CALL")),
                row(
                        "signed in",
                        ALICE,
                        "signin ConsoleLogin",
                        "null",
                        "{'ConsoleLogin':'Success'}",
                        "console-session AIDA00000000ALICE " + TIME + " alice 111111111111"
                                + " minted derived session followed"),
                row("sign-in refused", ALICE, "signin ConsoleLogin", "null", "{'ConsoleLogin':'Failure'}"),
                row("sign-in not answered", ALICE, "signin ConsoleLogin", "null", "null"),
                row(
                        "signed in as nobody",
                        "{'type':'IAMUser','userName':'alice'}",
                        "signin ConsoleLogin",
                        "null",
                        "{'ConsoleLogin':'Success'}"),
                switched(
                        "switched, with a creation date",
                        ADMIN,
                        switched,
                        session,
                        "console-session AROA00000000ADMIN:bob 2023-07-10T10:00:00Z Admin/bob 111111111111"
                                + " minted derived session followed under=0"),
                switched(
                        "switched, without one",
                        ADMIN.replace("'creationDate'", "'other'"),
                        switched,
                        session,
                        "console-session AROA00000000ADMIN:bob " + TIME + " Admin/bob 111111111111"
                                + " minted derived session followed under=0"),
                switched("switched from nowhere", ADMIN, "null"));
    }
}
