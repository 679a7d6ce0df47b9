package io.stakeout.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloudTrailRecordTest {

    @Test
    void aRecordTellsItsFields() {
        CloudTrailRecord record = Records.of("{'eventID':'e-1','eventTime':'2023-07-10T11:42:18Z',"
                + "'eventSource':'iam.amazonaws.com','eventName':'CreateUser','eventType':'AwsApiCall',"
                + "'errorCode':'AccessDenied','errorMessage':'no','awsRegion':'us-east-1','sourceIPAddress':'10.0.0.1',"
                + "'userAgent':'aws-cli','sharedEventID':'s-1','recipientAccountId':'111122223333','readOnly':false,"
                + "'requestParameters':{'a':{'b':'c'}}}");

        assertThat(record.eventId()).isEqualTo("e-1");
        assertThat(record.eventTime()).contains(Instant.parse("2023-07-10T11:42:18Z"));
        assertThat(record.eventSource()).isEqualTo("iam.amazonaws.com");
        assertThat(record.eventName()).isEqualTo("CreateUser");
        assertThat(record.eventType()).contains("AwsApiCall");
        assertThat(record.errorCode()).contains("AccessDenied");
        assertThat(record.errorMessage()).contains("no");
        assertThat(record.region()).contains("us-east-1");
        assertThat(record.sourceIp()).contains("10.0.0.1");
        assertThat(record.userAgent()).contains("aws-cli");
        assertThat(record.sharedEventId()).contains("s-1");
        assertThat(record.account()).contains("111122223333");
        assertThat(record.readOnly()).contains(false);
        assertThat(record.text("requestParameters", "a", "b")).contains("c");
    }

    @Test
    void fieldsOfTheWrongTypeAreAbsent() {
        CloudTrailRecord record = Records.of("{'eventID':7,'eventTime':12,'eventSource':[],'eventName':{},'readOnly':1,"
                + "'errorCode':false,'awsRegion':1e400,'userIdentity':['x'],'recipientAccountId':{'a':1},"
                + "'requestParameters':'text'}");

        assertThat(record.eventId()).startsWith("sha256:").hasSize(71);
        assertThat(record.eventTime()).isEmpty();
        assertThat(record.eventSource()).isEqualTo("unknown");
        assertThat(record.eventName()).isEqualTo("unknown");
        assertThat(record.readOnly()).isEmpty();
        assertThat(record.errorCode()).isEmpty();
        assertThat(record.region()).isEmpty();
        assertThat(record.account()).isEmpty();
        assertThat(record.principal()).isEqualTo(Principal.none());
        assertThat(record.text("requestParameters", "a", "b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'eventID':null}", "{'eventID':'  '}"})
    void withoutAnEventIdTheBytesAreTheId(String json) {
        assertThat(Records.of(json).eventId())
                .isEqualTo(Records.of(json).eventId())
                .matches("sha256:[0-9a-f]{64}");
        assertThat(Records.of(json + " ").eventId())
                .isNotEqualTo(Records.of(json).eventId());
    }

    @Test
    void anEventIdOf128CharactersIsKeptAndALongerOneIsNot() {
        assertThat(Records.of("{'eventID':'" + "x".repeat(128) + "'}").eventId())
                .hasSize(128);
        assertThat(Records.of("{'eventID':'" + "x".repeat(129) + "'}").eventId())
                .startsWith("sha256:");
    }

    @Test
    void namesAreBounded() {
        CloudTrailRecord record =
                Records.of("{'eventName':'" + "x".repeat(1000) + "','eventSource':'" + "y".repeat(1000) + "'}");
        assertThat(record.eventName()).hasSize(256);
        assertThat(record.eventSource()).hasSize(256);
    }

    @Test
    void theAccountFallsBackToTheCallers() {
        assertThat(Records.of("{'userIdentity':{'accountId':'1'}}").account()).contains("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-07-10T11:42:18Z | 2023-07-10T11:42:18Z",
                "2024-02-29T23:59:59Z | 2024-02-29T23:59:59Z",
                "2023-07-10t11:42:18z | 2023-07-10T11:42:18Z",
                "2023-07-10T11:42:18.123Z | 2023-07-10T11:42:18.123Z",
                "2023-07-10T13:42:18+02:00 | 2023-07-10T11:42:18Z",
                "2023-07-10T11:42:18 | 2023-07-10T11:42:18Z",
                "2019-01-01 00:00:00 | 2019-01-01T00:00:00Z",
                "2019-01-01 00:00:00.000000000 | 2019-01-01T00:00:00Z",
                "Jul 10, 2023, 6:30:22 PM | 2023-07-10T18:30:22Z",
                "Aug 1, 2024 1:33:28 PM | 2024-08-01T13:33:28Z",
                "Jul 10, 2023, 12:09:47 AM | 2023-07-10T00:09:47Z",
            })
    void everyDateFormatOfTheDataIsRead(String written, Instant meant) {
        assertThat(Records.of("{'eventTime':'" + written + "'}").eventTime()).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2023-13-40T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2023-07-10T24:00:00Z",
                "2023-07-10T11:42:60Z",
                "2023-07-10T11:4²:18Z",
                "1688990082",
                "+99999999-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void aDateThatIsNoneIsAbsent(String written) {
        assertThat(Records.of("{'eventTime':'" + written + "'}").eventTime()).isEmpty();
    }

    @Test
    void aNumberOf200000DigitsIsKeptAsText() {
        String digits = "9".repeat(200_000);
        CloudTrailRecord record = Records.of("{'requestParameters':{'n':" + digits + ",'f':-1." + digits + "e99}}");
        assertThat(record.tree().path("requestParameters").path("n").asText()).isEqualTo(digits);
        assertThat(record.text("requestParameters", "n"))
                .as("a number is no string")
                .isEmpty();
    }

    @Test
    void nestingIsWalkedTo4000LevelsAndRefusedBeyond() {
        assertThat(Records.of(nested(3_900)).eventName()).isEqualTo("CreateUser");
        assertUnreadable(nested(4_001));
        assertUnreadable(nested(300_000));
    }

    @Test
    void ofEqualKeysTheLastOneWins() {
        CloudTrailRecord record = Records.of("{'eventName':'A','eventName':'B',"
                + "'userIdentity':{'accessKeyId':'AKIA1'},'userIdentity':{'accessKeyId':'AKIA2'}}");
        assertThat(record.eventName()).isEqualTo("B");
        assertThat(record.principal().accessKeyId()).contains("AKIA2");
    }

    @Test
    void nulAndLoneSurrogateEscapesParse() {
        CloudTrailRecord record = Records.of("{'eventName':'a\\u0000\\ud800b','userAgent':'\\udc00'}");
        assertThat(record.eventName()).isEqualTo("a\0\ud800b");
        assertThat(record.userAgent()).contains("\udc00");
    }

    @Test
    void largeRecordsAndBlanksAnywhereParse() {
        String field = "x".repeat(100_000);
        CloudTrailRecord record = Records.of(" \n\t{ 'eventName' : 'A' ,\r\n 'requestParameters' : { 'a' : '" + field
                + "' , 'b':'" + field + "','c':'" + field + "' } } \n ");
        assertThat(record.text("requestParameters", "c")).contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "'text'",
                "[]",
                "[{}]",
                "{",
                "{'a':",
                "{'a':1}}",
                "{'a':1} x",
                "{}{}",
                "{'a':1,}",
                "{a:1}",
                "{'a':01}",
                "{'a':NaN}",
                "{'a':'\t'}",
                "{'a':'\\x'}",
                "not json",
                "{'a':'b"
            })
    void whatIsNotOneJsonObjectIsUnreadable(String json) {
        assertUnreadable(json);
    }

    @Test
    void badEncodingsAreUnreadable() {
        byte[] halfCharacter = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'};
        byte[] surrogate = {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
        for (byte[] bytes : new byte[][] {halfCharacter, surrogate, utf16}) {
            assertThatThrownBy(() -> CloudTrailRecord.parse(bytes)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void theReasonNeverQuotesTheRecord() {
        assertThatThrownBy(() -> Records.of("{'secretWord': hunter2 }"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasNoCause()
                .hasMessage("The record is not valid JSON.");
    }

    @Test
    void aForwardAccessCallIsAConsequenceAndAServicesOwnCallIsNot() {
        assertThat(principal("'type':'IAMUser','arn':'arn:aws:iam::1:user/a','invokedBy':'AWS Internal'")
                        .consequence())
                .isTrue();
        assertThat(principal("'type':'AssumedRole','accessKeyId':'ASIA1','invokedBy':'athena.amazonaws.com'")
                        .consequence())
                .isTrue();
        assertThat(principal("'type':'AWSService','invokedBy':'ec2.amazonaws.com'")
                        .consequence())
                .isFalse();
        assertThat(principal("'accountId':'1','invokedBy':'secretsmanager.amazonaws.com'")
                        .consequence())
                .isFalse();
        assertThat(principal("'type':'IAMUser','arn':'arn:aws:iam::1:user/a'").consequence())
                .isFalse();
    }

    @Test
    void aBlankAccessKeyIsNone() {
        assertThat(principal("'type':'Root','accessKeyId':''").accessKeyId()).isEqualTo(Optional.empty());
    }

    private static Principal principal(String fields) {
        return Records.of("{'userIdentity':{" + fields + "}}").principal();
    }

    private static String nested(int levels) {
        return "{'eventName':'CreateUser','requestParameters':" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    private static void assertUnreadable(String json) {
        assertThatThrownBy(() -> Records.of(json)).isInstanceOf(UnreadableRecordException.class);
    }
}
