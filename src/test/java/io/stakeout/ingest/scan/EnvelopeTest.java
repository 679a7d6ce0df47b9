package io.stakeout.ingest.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.incident.Lane;

import static org.assertj.core.api.Assertions.assertThat;

class EnvelopeTest {

    @Test
    void aLogsPayloadHandsOutItsMessagesInAnyKeyOrder() throws IOException {
        String moto = """
                {"logEvents":[{"message":"{\\"eventName\\":\\"A\\"}","timestamp":1,"id":7},
                  {"id":"8","timestamp":2,"message":"{\\"eventName\\":\\"B\\",\\"x\\":\\"\\\\u0000 \\\\ud800\\"}"}],
                 "messageType":"DATA_MESSAGE","owner":"1"}""";
        Opened.Records records = records(gzip(moto));
        assertThat(records.lane()).isEqualTo(Lane.CW);
        assertThat(records.records().stream().map(EnvelopeTest::text))
                .containsExactly("{\"eventName\":\"A\"}", "{\"eventName\":\"B\",\"x\":\"\\u0000 \\ud800\"}");
        assertThat(records.faults()).isEmpty();
    }

    @Test
    void aLogEventWithoutMessageIsAFaultOfItsOwn() {
        Opened.Records records = records(bytes("""
                {"messageType":"DATA_MESSAGE","logEvents":[{"id":"1"},7,{"message":"{}"},{"message":5}]}"""));
        assertThat(records.records()).hasSize(1);
        assertThat(records.faults())
                .extracting(Fault::reason)
                .containsExactly(
                        "log event 1 has no message", "log event 2 has no message", "log event 4 has no message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void anotherEncodingIsAFaultAndNoneOfOurs(String encoding) {
        for (String json :
                new String[] {"{\"Records\":[{}]}", "{\"eventName\":\"A\"}", " {\"detail-type\":1,\"detail\":{}}"}) {
            assertThat(Envelope.open(json.getBytes(java.nio.charset.Charset.forName(encoding))))
                    .isInstanceOf(Opened.Unreadable.class);
        }
    }

    @Test
    void moreRecordsThanAnEnvelopeCanHoldAreRefused() throws IOException {
        String many = "{\"Records\":[" + "1,".repeat(Envelope.MOST_ELEMENTS) + "1]}";
        assertThat(Envelope.open(gzip(many)))
                .isInstanceOfSatisfying(
                        Opened.Unreadable.class,
                        unreadable -> assertThat(unreadable.fault().reason()).contains("100000 records"));
    }

    @Test
    void controlMessagesAreSkipped() throws IOException {
        assertThat(Envelope.open(gzip("{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{\"message\":\"probe\"}]}")))
                .isInstanceOf(Opened.Control.class);
    }

    @Test
    void anEventBridgeEventHandsOutItsDetailByteForByte() {
        Opened.Records records = records(bytes("""
                {"version":"0","resources":[],"detail-type":"AWS API Call via CloudTrail","detail": {"n":1e400,"a":1,"a":2 } }"""));
        assertThat(records.lane()).isEqualTo(Lane.EB);
        assertThat(text(records.records().get(0))).isEqualTo("{\"n\":1e400,\"a\":1,\"a\":2 }");
    }

    @Test
    void anotherEventIsAFinding() {
        Opened opened = Envelope.open(
                bytes("{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\",\"detail\":{}}"));
        assertThat(opened).isInstanceOfSatisfying(Opened.Finding.class, finding -> {
            assertThat(finding.source()).isEqualTo("aws.guardduty");
            assertThat(finding.detailType()).isEqualTo("GuardDuty Finding");
        });
    }

    @Test
    void recordsAndBareRecordsAreKnown() {
        assertThat(records(bytes("{\"Records\":[{\"a\":1},{\"b\":[]}]}")).records())
                .hasSize(2);
        assertThat(records(bytes("{\"Records\":[]}")).records()).isEmpty();
        assertThat(records(bytes("{\"eventName\":\"A\"}")).records()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"a\":1}",
                "{} {}",
                "{\"messageType\":\"OTHER\",\"logEvents\":[]}",
                "{\"Records\":7}",
                "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":{}}",
                "not json"
            })
    void whatIsNoneOfThemIsUnreadable(String text) {
        assertThat(Envelope.open(bytes(text))).isInstanceOf(Opened.Unreadable.class);
    }

    @Test
    void brokenGzipIsUnreadableAndKeptAsItCame() throws IOException {
        byte[] whole = gzip("{\"eventName\":\"A\"}");
        byte[] cut = Arrays.copyOf(whole, whole.length - 6);
        byte[] wrongCrc = whole.clone();
        wrongCrc[whole.length - 5] ^= 1;
        for (byte[] broken : new byte[][] {cut, wrongCrc, {0x1f, (byte) 0x8b, 0}}) {
            assertThat(Envelope.open(broken)).isInstanceOfSatisfying(Opened.Unreadable.class, unreadable -> {
                assertThat(unreadable.fault().reason()).startsWith("gzip is broken");
                assertThat(unreadable.fault().bytes()).isEqualTo(broken);
            });
        }
    }

    @Test
    void aBombIsRefusedBeforeItFillsTheMemory() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i <= Envelope.MOST_INFLATED / zeros.length; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(Envelope.open(out.toByteArray()))
                .isInstanceOfSatisfying(
                        Opened.Unreadable.class,
                        unreadable -> assertThat(unreadable.fault().reason()).contains("more than 32 MB"));
    }

    @Test
    void deepNestingAndLongNumbersPass() {
        String deep = "{\"eventName\":\"A\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(records(bytes(deep)).records()).hasSize(1);
        String wide =
                "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":{\"n\":" + "9".repeat(200_000) + "}}";
        assertThat(records(bytes(wide)).records().get(0)).hasSize(200_000 + 6);
    }

    private static Opened.Records records(byte[] data) {
        Opened opened = Envelope.open(data);
        assertThat(opened).isInstanceOf(Opened.Records.class);
        return (Opened.Records) opened;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
