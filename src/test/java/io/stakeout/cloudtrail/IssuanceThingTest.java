package io.stakeout.cloudtrail;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stakeout.cloudtrail.IssuanceTest.ALICE;
import static io.stakeout.cloudtrail.IssuanceTest.EC2;
import static io.stakeout.cloudtrail.IssuanceTest.KEY;
import static io.stakeout.cloudtrail.IssuanceTest.TIME;
import static io.stakeout.cloudtrail.IssuanceTest.handedOut;
import static io.stakeout.cloudtrail.IssuanceTest.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Machines, functions, certificates, and Identity Center. */
class IssuanceThingTest {

    static Stream<Arguments> rows() {
        return Stream.of(machines(), centre()).flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aCallHandsOutWhatItsRecordSays(String title, CloudTrailRecord call, List<String> expected) {
        assertThat(handedOut(call)).as(title).containsExactlyElementsOf(expected);
    }

    private static Stream<Arguments> machines() {
        String touched = "instance i-0a1 i-0a1 111111111111 touched exact anything -";
        String entered = "instance i-0a1 i-0a1 111111111111 touched possible anything -";
        String function =
                "function arn:aws:lambda:eu-west-1:111111111111:function:f f 111111111111 %s exact anything -";
        String code = "{'functionArn':'arn:aws:lambda:eu-west-1:111111111111:function:f%s'}";
        String session = "arn:aws:sts::111111111111:assumed-role/Edge/0af3";
        return Stream.of(
                row(
                        "two instances",
                        ALICE,
                        "ec2 RunInstances",
                        "{}",
                        "{'instancesSet':{'items':[{'instanceId':'i-0a1'},{'instanceId':'i-0a2'},{'other':1}]}}",
                        "instance i-0a1 i-0a1 111111111111 minted exact anything followed",
                        "instance i-0a2 i-0a2 111111111111 minted exact anything followed"),
                row(
                        "a profile put on",
                        ALICE,
                        "ec2 AssociateIamInstanceProfile",
                        "{'AssociateIamInstanceProfileRequest':{'InstanceId':'i-0a1'}}",
                        "null",
                        touched),
                row(
                        "a profile replaced",
                        ALICE,
                        "ec2 ReplaceIamInstanceProfileAssociation",
                        "{'ReplaceIamInstanceProfileAssociationRequest':{'AssociationId':'iip-assoc-0'}}",
                        "{'ReplaceIamInstanceProfileAssociationResponse':{'iamInstanceProfileAssociation':"
                                + "{'instanceId':'i-0a1'}}}",
                        touched),
                row(
                        "a profile replaced, without wrapping",
                        ALICE,
                        "ec2 ReplaceIamInstanceProfileAssociation",
                        "{}",
                        "{'iamInstanceProfileAssociation':{'instanceId':'i-0a1'}}",
                        touched),
                row("ssh", ALICE, "ec2-instance-connect SendSSHPublicKey", "{'instanceId':'i-0a1'}", "{}", entered),
                row(
                        "serial console",
                        ALICE,
                        "ec2-instance-connect SendSerialConsoleSSHPublicKey",
                        "{'instanceId':'i-0a1'}",
                        "{}",
                        entered),
                row("session", ALICE, "ssm StartSession", "{'target':'i-0a1'}", "{'sessionId':'s'}", entered),
                row("session of a task", ALICE, "ssm StartSession", "{'target':'ecs:c_t_r'}", "{}"),
                row("command", ALICE, "ssm SendCommand", "{'instanceIds':['i-0a1','mi-0a2']}", "{}", entered),
                row(
                        "command by target",
                        ALICE,
                        "ssm SendCommand",
                        "{'targets':[{'key':'tag:a','values':['i-0a2']},{'key':'InstanceIds','values':['i-0a1']}]}",
                        "{}",
                        entered),
                row(
                        "new function",
                        ALICE,
                        "lambda CreateFunction20150331",
                        "{}",
                        code.formatted(""),
                        function.formatted("minted")),
                row(
                        "other code, published",
                        ALICE,
                        "lambda UpdateFunctionCode20150331v2",
                        "{}",
                        code.formatted(":1"),
                        function.formatted("touched")),
                row(
                        "other settings",
                        ALICE,
                        "lambda UpdateFunctionConfiguration20150331v2",
                        "{}",
                        code.formatted(""),
                        function.formatted("touched")),
                row(
                        "trust anchor",
                        ALICE,
                        "rolesanywhere CreateTrustAnchor",
                        "{}",
                        "{'trustAnchor':{'name':'ca','trustAnchorArn':'arn:aws:rolesanywhere:x:111111111111:trust-anchor/1'}}",
                        "trust-anchor arn:aws:rolesanywhere:x:111111111111:trust-anchor/1 ca 111111111111"
                                + " minted exact anything -"),
                row(
                        "session by certificate",
                        EC2,
                        "rolesanywhere CreateSession",
                        "{}",
                        "{'credentialSet':[{},{" + KEY + ",'assumedRoleUser':{'arn':'" + session + "'}}]}",
                        "role-session " + session + " Edge/0af3 111111111111 minted exact session followed",
                        "access-key ASIA00000000000000K1 ASIA00000000000000K1 111111111111"
                                + " minted exact session followed under=0"));
    }

    private static Stream<Arguments> centre() {
        String user = "identity-center-user 90-u1 90-u1 111111111111 minted exact anything followed since=" + TIME;
        String key = "access-key ASIA00000000000000K1 ASIA00000000000000K1 - minted exact session followed";
        String credentials = "{'roleCredentials':{'accessKeyId':'ASIA00000000000000K1'}}";
        return Stream.of(
                row("role credentials", ALICE, "sso GetRoleCredentials", "{}", credentials, key),
                row("token with credentials", ALICE, "sso-oauth CreateToken", "{}", credentials, key),
                row("token", ALICE, "sso-oauth CreateToken", "{}", "{'accessToken':'HIDDEN_DUE_TO_SECURITY_REASONS'}"),
                row("sign-in", ALICE, "signin UserAuthentication", "null", "{'UserAuthentication':'Success'}"),
                row("user", ALICE, "identitystore CreateUser", "{}", "{'userId':'90-u1'}", user),
                row(
                        "user in the console",
                        ALICE,
                        "sso-directory CreateUser",
                        "{}",
                        "{'user':{'userId':'90-u1'}}",
                        user));
    }
}
