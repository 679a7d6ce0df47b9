package io.stakeout.cloudtrail;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stakeout.cloudtrail.IssuanceTest.ALICE;
import static io.stakeout.cloudtrail.IssuanceTest.allow;
import static io.stakeout.cloudtrail.IssuanceTest.handedOut;
import static io.stakeout.cloudtrail.IssuanceTest.outsider;
import static io.stakeout.cloudtrail.IssuanceTest.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Policies of things and clusters, and things that are shared. */
class IssuanceSharingTest {

    static Stream<Arguments> rows() {
        return Stream.of(sharing()).flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aCallHandsOutWhatItsRecordSays(String title, CloudTrailRecord call, List<String> expected) {
        assertThat(handedOut(call)).as(title).containsExactlyElementsOf(expected);
    }

    private static Stream<Arguments> sharing() {
        String arn = "arn:aws:iam::222222222222:root";
        String policy = allow("{'AWS':['" + arn + "','111111111111'],'Service':'x.amazonaws.com'}");
        String out = outsider(arn, "222222222222");
        return Stream.of(
                row(
                        "access entry",
                        ALICE,
                        "eks CreateAccessEntry",
                        "{'principalArn':'arn:aws:iam::222222222222:role/p/Ops'}",
                        "{}",
                        "role arn:aws:iam::222222222222:role/p/Ops Ops 222222222222 touched exact anything -"),
                row(
                        "access policy, as in the URL",
                        ALICE,
                        "eks AssociateAccessPolicy",
                        "{'principalArn':'arn%3Aaws%3Aiam%3A%3A222222222222%3Auser%2Fa+b'}",
                        "{}",
                        "user arn:aws:iam::222222222222:user/a+b a+b 222222222222 touched exact anything -"),
                row(
                        "bucket",
                        ALICE,
                        "s3 PutBucketPolicy",
                        "{'bucketPolicy':" + policy.replace("\\", "") + "}",
                        "null",
                        out),
                row("key", ALICE, "kms PutKeyPolicy", "{'policy':'" + policy + "'}", "null", out),
                row(
                        "secret",
                        ALICE,
                        "secretsmanager PutResourcePolicy",
                        "{'resourcePolicy':'" + policy + "'}",
                        "{}",
                        out),
                row(
                        "secret for all but some",
                        ALICE,
                        "secretsmanager PutResourcePolicy",
                        "{'resourcePolicy':'" + policy.replace("Principal", "NotPrincipal") + "'}",
                        "{}",
                        outsider("*", "-")),
                row(
                        "bucket of a canonical user",
                        ALICE,
                        "s3 PutBucketPolicy",
                        "{'bucketPolicy':{'Statement':{'Effect':'Allow','Principal':{'CanonicalUser':'79a5'}}}}",
                        "null",
                        outsider("79a5", "-")),
                row(
                        "function for all",
                        ALICE,
                        "lambda AddPermission20150331v2",
                        "{'principal':'*'}",
                        "{}",
                        outsider("*", "-")),
                row(
                        "function for ARN",
                        ALICE,
                        "lambda AddPermission20150331",
                        "{'principal':'" + arn + "'}",
                        "{}",
                        out),
                row(
                        "function for itself",
                        ALICE,
                        "lambda AddPermission20150331v2",
                        "{'principal':'111111111111'}",
                        "{}"),
                row(
                        "function for s3",
                        ALICE,
                        "lambda AddPermission20150331v2",
                        "{'principal':'s3.amazonaws.com'}",
                        "{}"),
                row(
                        "image",
                        ALICE,
                        "ec2 ModifyImageAttribute",
                        "{'launchPermission':{'add':{'items':[{'group':'all'},{'userId':'222222222222'},"
                                + "{'userId':'111111111111'},{'group':'not-all'},"
                                + "{'organizationArn':'arn:aws:organizations::333333333333:organization/o-1'}]}}}",
                        "{}",
                        outsider("all", "-"),
                        outsider("222222222222", "222222222222"),
                        outsider("arn:aws:organizations::333333333333:organization/o-1", "333333333333")),
                row(
                        "snapshot",
                        ALICE,
                        "ec2 ModifySnapshotAttribute",
                        "{'createVolumePermission':{'add':{'items':[{'userId':'222222222222'}]}}}",
                        "{}",
                        outsider("222222222222", "222222222222")),
                row(
                        "snapshot taken back",
                        ALICE,
                        "ec2 ModifySnapshotAttribute",
                        "{'createVolumePermission':{'remove':{'items':[{'userId':'222222222222'}]}}}",
                        "{}"));
    }
}
