package io.stakeout.cloudtrail;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stakeout.cloudtrail.IssuanceTest.ADMIN;
import static io.stakeout.cloudtrail.IssuanceTest.ALICE;
import static io.stakeout.cloudtrail.IssuanceTest.ROOT;
import static io.stakeout.cloudtrail.IssuanceTest.TIME;
import static io.stakeout.cloudtrail.IssuanceTest.allow;
import static io.stakeout.cloudtrail.IssuanceTest.handedOut;
import static io.stakeout.cloudtrail.IssuanceTest.outsider;
import static io.stakeout.cloudtrail.IssuanceTest.row;
import static org.assertj.core.api.Assertions.assertThat;

/** IAM: credentials, principals, and what they may do. */
class IssuanceIamTest {

    private static final String UNNAMED = "";

    static Stream<Arguments> rows() {
        return Stream.of(credentials(), principals(), permissions()).flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aCallHandsOutWhatItsRecordSays(String title, CloudTrailRecord call, List<String> expected) {
        assertThat(handedOut(call)).as(title).containsExactlyElementsOf(expected);
    }

    private static Stream<Arguments> credentials() {
        String bob = "user arn:aws:iam::111111111111:user/bob bob 111111111111 touched derived ";
        String key =
                "access-key AKIA00000000000000K1 AKIA00000000000000K1 111111111111 minted exact credential followed";
        String service = "service-credential ACCA00000000000000K1 ACCA00000000000000K1 111111111111"
                + " minted exact credential -";
        String made = "{'accessKey':{'accessKeyId':'AKIA00000000000000K1','userName':'%s'}}";
        String own =
                "user arn:aws:iam::111111111111:user/staff/alice alice 111111111111 touched derived anything - since="
                        + TIME;
        String serviceMade = "{'serviceSpecificCredential':{'serviceSpecificCredentialId':'ACCA00000000000000K1',"
                + "'userName':'%s'}}";
        String ssh = "ssh-key APKA00000000000000K1 APKA00000000000000K1 111111111111 minted exact credential -";
        String sshMade = "{'sSHPublicKey':{'sSHPublicKeyId':'APKA00000000000000K1','userName':'%s','status':'Active'}}";
        String certificate = "signing-certificate TA7SMP42000000000000000K TA7SMP42000000000000000K 111111111111"
                + " minted exact credential -";
        String certificateMade =
                "{'certificate':{'certificateId':'TA7SMP42000000000000000K','userName':'%s','status':'Active'}}";
        return Stream.of(
                row("an own key", ALICE, "iam CreateAccessKey", "null", made.formatted("alice"), key),
                row(
                        "a key of another",
                        ALICE,
                        "iam CreateAccessKey",
                        "{'userName':'bob'}",
                        made.formatted("bob"),
                        bob + "credential -",
                        key + " under=0"),
                row(
                        "a key of another whom the request alone names",
                        ALICE,
                        "iam CreateAccessKey",
                        "{'userName':'bob'}",
                        made.formatted(UNNAMED),
                        bob + "credential -",
                        key + " under=0"),
                row(
                        "a session called bob is not the user bob",
                        ADMIN,
                        "iam CreateAccessKey",
                        "{'userName':'bob'}",
                        made.formatted("bob"),
                        bob.replace("arn:aws:", "arn:aws-cn:") + "credential -",
                        key + " under=0"),
                row("root's own key", ROOT, "iam CreateAccessKey", "null", made.formatted(UNNAMED), key),
                row(
                        "by root for a user",
                        ROOT,
                        "iam CreateAccessKey",
                        "{'userName':'bob'}",
                        made.formatted("bob"),
                        bob + "credential -",
                        key + " under=0"),
                row(
                        "a password for another",
                        ALICE,
                        "iam CreateLoginProfile",
                        "{'userName':'bob'}",
                        "{'loginProfile':{'userName':'bob'}}",
                        bob + "anything followed since=" + TIME),
                row(
                        "another password for another",
                        ALICE,
                        "iam UpdateLoginProfile",
                        "{'userName':'bob'}",
                        "null",
                        bob + "anything followed since=" + TIME),
                row("an own password", ALICE, "iam UpdateLoginProfile", "{'userName':'alice'}", "null", own),
                row("an own password, unnamed", ALICE, "iam CreateLoginProfile", "null", "null", own),
                row("root's password", ROOT, "iam CreateLoginProfile", "null", "null"),
                row(
                        "a service's credential",
                        ALICE,
                        "iam CreateServiceSpecificCredential",
                        "{'userName':'alice'}",
                        serviceMade.formatted("alice"),
                        service),
                row(
                        "an own SSH key",
                        ALICE,
                        "iam UploadSSHPublicKey",
                        "{'userName':'alice','sSHPublicKeyBody':'ssh-rsa AAAA'}",
                        sshMade.formatted("alice"),
                        ssh),
                row(
                        "an SSH key of another",
                        ALICE,
                        "iam UploadSSHPublicKey",
                        "{'userName':'bob','sSHPublicKeyBody':'ssh-rsa AAAA'}",
                        sshMade.formatted("bob"),
                        bob + "credential -",
                        ssh + " under=0"),
                row(
                        "an own certificate, unnamed",
                        ALICE,
                        "iam UploadSigningCertificate",
                        "{'certificateBody':'-'}",
                        certificateMade.formatted("alice"),
                        certificate),
                row(
                        "a certificate of another",
                        ALICE,
                        "iam UploadSigningCertificate",
                        "{'userName':'bob','certificateBody':'-'}",
                        certificateMade.formatted("bob"),
                        bob + "credential -",
                        certificate + " under=0"),
                row(
                        "a service's credential of another",
                        ALICE,
                        "iam ResetServiceSpecificCredential",
                        "{'userName':'bob'}",
                        serviceMade.formatted("bob"),
                        bob + "credential -",
                        service + " under=0"));
    }

    private static Stream<Arguments> principals() {
        String role =
                "role arn:aws:iam::111111111111:role/p/Back Back 111111111111 minted exact anything - since=" + TIME;
        String trusting = "{'assumeRolePolicyDocument':'%s'}";
        String made = "{'role':{'roleName':'Back','arn':'arn:aws:iam::111111111111:role/p/Back'}}";
        String touched = "role arn:aws:iam::111111111111:role/Back Back 111111111111 touched derived anything -";
        return Stream.of(
                row(
                        "a user",
                        ALICE,
                        "iam CreateUser",
                        "{'userName':'bob'}",
                        "{'user':{'userName':'bob','arn':'arn:aws:iam::111111111111:user/p/bob'}}",
                        "user arn:aws:iam::111111111111:user/p/bob bob 111111111111 minted exact anything followed since="
                                + TIME),
                row(
                        "a role for a service",
                        ALICE,
                        "iam CreateRole",
                        trusting.formatted(allow("{'Service':'ec2.amazonaws.com','AWS':'111111111111'}")),
                        made,
                        role),
                row(
                        "a role for everybody, others and an identity provider",
                        ALICE,
                        "iam CreateRole",
                        trusting.formatted(allow("{'AWS':['*','222222222222','arn:aws:iam::222222222222:root',"
                                + "'arn:aws:iam::111111111111:user/bob','AIDA00000000OTHER'],"
                                + "'Federated':'accounts.google.com'}")),
                        made,
                        role,
                        outsider("*", "-") + " under=0",
                        outsider("222222222222", "222222222222") + " under=0",
                        outsider("arn:aws:iam::222222222222:root", "222222222222") + " under=0",
                        outsider("accounts.google.com", "-") + " under=0"),
                row(
                        "a role that denies",
                        ALICE,
                        "iam CreateRole",
                        trusting.formatted(allow("'*'").replace("Allow", "Deny")),
                        made,
                        role),
                row("a role whose policy is none", ALICE, "iam CreateRole", trusting.formatted("{"), made, role),
                row(
                        "trust changed",
                        ALICE,
                        "iam UpdateAssumeRolePolicy",
                        "{'roleName':'Back','policyDocument':'" + allow("{'AWS':'arn:aws:iam::222222222222:root'}")
                                + "'}",
                        "null",
                        touched,
                        outsider("arn:aws:iam::222222222222:root", "222222222222") + " under=0"));
    }

    private static Stream<Arguments> permissions() {
        String bob = "user arn:aws:iam::111111111111:user/bob bob 111111111111 touched derived anything -";
        String role = "role arn:aws:iam::111111111111:role/Back Back 111111111111 touched derived anything -";
        Stream<Arguments> users = Stream.of(
                        "AttachUserPolicy",
                        "PutUserPolicy",
                        "AddUserToGroup",
                        "PutUserPermissionsBoundary",
                        "DeleteUserPermissionsBoundary")
                .flatMap(name -> Stream.of(
                        row(name, ALICE, "iam " + name, "{'userName':'bob','groupName':'g'}", "null", bob),
                        row(name + " of oneself", ALICE, "iam " + name, "{'userName':'alice'}", "null")));
        Stream<Arguments> roles = Stream.of(
                        "AttachRolePolicy",
                        "PutRolePolicy",
                        "PutRolePermissionsBoundary",
                        "DeleteRolePermissionsBoundary")
                .flatMap(name -> Stream.of(
                        row(name, ALICE, "iam " + name, "{'roleName':'Back'}", "null", role),
                        row(name + " of oneself", ADMIN, "iam " + name, "{'roleName':'Admin'}", "null")));
        Stream<Arguments> nobody = Stream.of(
                        "AttachGroupPolicy", "PutGroupPolicy", "CreatePolicyVersion", "SetDefaultPolicyVersion")
                .map(name ->
                        row(name, ALICE, "iam " + name, "{'groupName':'g','policyArn':'arn:aws:iam::1:p/x'}", "null"));
        Stream<Arguments> profile = Stream.of(row(
                "a role for instances",
                ALICE,
                "iam AddRoleToInstanceProfile",
                "{'instanceProfileName':'p','roleName':'Back'}",
                "null",
                role));
        return Stream.of(users, roles, nobody, profile).flatMap(rows -> rows);
    }
}
