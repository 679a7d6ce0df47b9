package io.stakeout.cloudtrail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What hands out nothing, and where a list or a value ends. */
class IssuanceLimitsTest {

    private static final String KEY = "ASIA00000000000000K1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'errorCode':'AccessDenied'",
                "'errorCode':'ThrottlingException'",
                "'errorCode':'SomethingNew'",
                "'errorCode':7",
                "'errorMessage':'Failed authentication'"
            })
    void aFailedCallHandsOutNothing(String failure) {
        List<CloudTrailRecord> minting = IssuanceTest.calls()
                .filter(call -> !Issuance.of(call).isEmpty())
                .toList();

        assertThat(minting).hasSizeGreaterThan(60);
        assertThat(minting)
                .allSatisfy(call -> assertThat(Issuance.of(with(call, failure))).isEmpty());
    }

    @Test
    void anErrorCodeThatALogToolLeftBlankIsNone() {
        assertThat(Issuance.of(token("'errorCode':''", KEY))).hasSize(1);
    }

    @Test
    void theSameNameInAnotherServiceHandsOutNothing() {
        assertThat(IssuanceTest.calls().map(call -> with(call, "'eventSource':'example.amazonaws.com'")))
                .hasSizeGreaterThan(60)
                .allSatisfy(call -> assertThat(Issuance.of(call)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"15, 0", "16, 1", "128, 1", "129, 0"})
    void aKeyIdHas16To128Characters(int length, int issued) {
        assertThat(Issuance.of(token("'a':1", "A".repeat(length)))).hasSize(issued);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASIA000000000000000*", "asia0000000000000000", " ASIA00000000000000K1"})
    void aKeyIdHasCapitalsAndDigitsOnly(String key) {
        assertThat(Issuance.of(token("'a':1", key))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2048, 1", "2049, 0"})
    void anArnHasAtMost2048Characters(int length, int issued) {
        String start = "arn:aws:iam::111111111111:user/";
        String arn = start + "x".repeat(length - start.length());
        CloudTrailRecord call = Records.of("{'eventSource':'iam.amazonaws.com','eventName':'CreateUser',"
                + "'responseElements':{'user':{'arn':'" + arn + "'}}}");

        assertThat(Issuance.of(call))
                .hasSize(issued)
                .allMatch(user -> user.name().length() <= 256);
    }

    @ParameterizedTest
    @CsvSource({"256, 1", "257, 0"})
    void otherTextHasAtMost256Characters(int length, int issued) {
        CloudTrailRecord call = Records.of("{'eventSource':'identitystore.amazonaws.com','eventName':'CreateUser',"
                + "'responseElements':{'userId':'" + "u".repeat(length) + "'}}");

        assertThat(Issuance.of(call)).hasSize(issued);
    }

    @Test
    void ofAListTheFirstHundredAreRead() {
        String items = IntStream.range(0, 1_000)
                .mapToObj(i -> "{'instanceId':'i-" + i + "'}")
                .collect(Collectors.joining(",", "[", "]"));
        CloudTrailRecord call = Records.of("{'eventSource':'ec2.amazonaws.com','eventName':'RunInstances',"
                + "'responseElements':{'instancesSet':{'items':" + items + "}}}");

        assertThat(Issuance.of(call))
                .hasSize(100)
                .last()
                .extracting(Issuance::value)
                .isEqualTo("i-99");
    }

    @Test
    void ofTheOutsidersOfAPolicyTheFirstHundredAreNamedAndEachOnce() {
        String statement = "{'Effect':'Allow','Principal':{'AWS':["
                + IntStream.range(0, 90)
                        .mapToObj(i -> "'arn:aws:iam::222222222222:user/u" + i + "'")
                        .collect(Collectors.joining(","))
                + "]}}";
        String policy = "[" + statement + "," + statement + "," + statement.replace("/u", "/v") + "]";
        CloudTrailRecord call = Records.of("{'eventSource':'s3.amazonaws.com','eventName':'PutBucketPolicy',"
                + "'recipientAccountId':'111111111111','requestParameters':{'bucketPolicy':{'Statement':" + policy
                + "}}}");

        assertThat(Issuance.of(call))
                .hasSize(100)
                .extracting(Issuance::value)
                .doesNotHaveDuplicates()
                .contains("arn:aws:iam::222222222222:user/v9")
                .doesNotContain("arn:aws:iam::222222222222:user/v10");
    }

    @Test
    void withoutAnAccountNobodyButEverybodyIsKnownToBeOutside() {
        CloudTrailRecord call = Records.of("{'eventSource':'s3.amazonaws.com','eventName':'PutBucketPolicy',"
                + "'requestParameters':{'bucketPolicy':{'Statement':{'Effect':'Allow','Principal':"
                + "{'AWS':['222222222222','*']}}}}}");

        assertThat(Issuance.of(call)).extracting(Issuance::value).containsExactly("*");
    }

    @Test
    void aNewPasswordAtAnUnknownTimeIsNotFollowed() {
        CloudTrailRecord call = Records.of("{'eventSource':'iam.amazonaws.com','eventName':'UpdateLoginProfile',"
                + "'recipientAccountId':'111111111111','requestParameters':{'userName':'bob'}}");

        assertThat(Issuance.of(call)).hasSize(1).noneMatch(Issuance::followed);
    }

    @Test
    void theAccountOfRoleCredentialsIsThatOfTheRole() {
        CloudTrailRecord call = Records.of("{'eventSource':'sso.amazonaws.com','eventName':'GetRoleCredentials',"
                + "'recipientAccountId':'111111111111','serviceEventDetails':{'account_id':'222222222222'},"
                + "'responseElements':{'roleCredentials':{'accessKeyId':'" + KEY + "'}}}");

        assertThat(Issuance.of(call)).extracting(Issuance::account).containsExactly(Optional.of("222222222222"));
    }

    private static CloudTrailRecord token(String more, String key) {
        return Records.of("{'eventSource':'sts.amazonaws.com','eventName':'GetSessionToken'," + more
                + ",'responseElements':{'credentials':{'accessKeyId':'" + key + "'}}}");
    }

    /** The same call with one field more, or another one. */
    private static CloudTrailRecord with(CloudTrailRecord call, String field) {
        ObjectNode tree = call.tree().deepCopy();
        tree.setAll((ObjectNode) Records.of("{" + field + "}").tree());
        return CloudTrailRecord.parse(tree.toString().getBytes(UTF_8));
    }
}
