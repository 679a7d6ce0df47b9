package io.stakeout.ingest.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.incident.Alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnPipeTest {

    private static final OwnPipe PIPE = OwnPipe.of(Map.of(
            Part.TRAIL, List.of("arn:aws:cloudtrail:eu-west-1:111122223333:trail/org-trail"),
            Part.LOG_GROUP, List.of("arn:aws:logs:eu-west-1:111122223333:log-group:/org/trail:*"),
            Part.FILTER, List.of("to-stakeout"),
            Part.RULE,
                    List.of(
                            "stakeout-member",
                            "arn:aws:events:eu-west-1:111122223333:rule/stakeout/stakeout-to-stream"),
            Part.BUS, List.of("stakeout"),
            Part.STREAM, List.of("arn:aws:kinesis:eu-west-1:111122223333:stream/trail-events"),
            Part.TABLE, List.of("stakeout", "stakeout-CoordinatorState"),
            Part.KEY,
                    List.of(
                            "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                            "alias/stakeout"),
            Part.ROLE, List.of("arn:aws:iam::111122223333:role/team/stakeout-consumer", "logs-to-kinesis")));

    record Row(String source, String event, String parameters, String outcome, String raises) {}

    static Stream<Row> touches() throws IOException {
        try (InputStream in = OwnPipeTest.class.getResourceAsStream("touches.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(OwnPipeTest::row);
        }
    }

    private static Row row(String line) {
        String[] column = line.split("\t");
        return new Row(column[0], column[1], column[2], column[3], column[4]);
    }

    @ParameterizedTest
    @MethodSource("touches")
    void aCallRaisesAnAlarmWhenItTouchesWhatIsOurs(Row row) {
        Optional<Alarm> alarm = PIPE.judge(record(row));
        if (row.raises().equals("-")) {
            assertThat(alarm).isEmpty();
        } else {
            assertThat(alarm).hasValueSatisfying(raised -> {
                assertThat(raised.text()).startsWith("Our " + row.raises() + ": ");
                assertThat(raised.call()).isEqualTo(row.source() + ":" + row.event());
                assertThat(raised.outcome() == Outcome.OK)
                        .isEqualTo(row.outcome().equals("ok"));
            });
        }
    }

    @Test
    void everyCallThatIsKnownIsInTheTableOrIsOneOfItsKind() throws IOException {
        Set<String> tried = touches()
                .filter(row -> !row.raises().equals("-"))
                .map(row -> row.source() + ":" + row.event())
                .collect(Collectors.toSet());
        assertThat(PipeCall.shipped().keySet()).containsAll(tried);
        assertThat(PipeCall.shipped()).allSatisfy((id, call) -> {
            assertThat(call.targets()).isNotEmpty();
            assertThat(call.meaning()).matches("[A-Z].*\\.");
        });
    }

    @Test
    void theTextSaysWhatHappenedToWhichPartByWhomWhenAndWhatItMeans() {
        Alarm done = PIPE.judge(record(new Row("cloudtrail", "StopLogging", "{\"name\":\"org-trail\"}", "ok", "")))
                .orElseThrow();
        assertThat(done.text())
                .startsWith("Our trail org-trail: mallory stopped ")
                .contains(" at 2026-11-24T10:02:03Z, done. CloudWatch Logs will fall silent in about 5 minutes");
        Alarm denied = PIPE.judge(
                        record(new Row("cloudtrail", "StopLogging", "{\"name\":\"org-trail\"}", "AccessDenied", "")))
                .orElseThrow();
        assertThat(denied.text()).contains("mallory tried to stop ", "denied. Nothing has changed");
    }

    @Test
    void aDenialWithoutRequestIsToldByItsMessage() {
        String message = "User: arn:aws:iam::111122223333:user/mallory is not authorized to perform: iam:DeleteRole on"
                + " resource: role stakeout-consumer with an explicit deny";
        assertThat(PIPE.judge(denied("iam", "DeleteRole", message))).isPresent();
        assertThat(PIPE.judge(denied("iam", "DeleteRole", message.replace("consumer", "consumer-b"))))
                .isEmpty();
        assertThat(PIPE.judge(denied(
                        "kinesis",
                        "DeleteStream",
                        "not authorized to perform: kinesis:DeleteStream on resource:"
                                + " arn:aws:kinesis:eu-west-1:111122223333:stream/trail-events because")))
                .isPresent();
    }

    @Test
    void aKeyIsAlsoKnownByTheResourcesOfTheRecord() {
        String record = json(new Row("kms", "DisableKey", "{\"keyId\":\"alias/other\"}", "ok", ""))
                .replaceFirst(
                        "\\{",
                        "{\"resources\":[{\"ARN\":\"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"}],");
        assertThat(PIPE.judge(parse(record))).isPresent();
    }

    @Test
    void withoutANamedTrailEveryTrailMayBeOurs() {
        OwnPipe guessing = OwnPipe.of(Map.of(Part.STREAM, List.of("trail-events")));
        assertThat(guessing.judge(record(new Row("cloudtrail", "StopLogging", "{\"name\":\"any\"}", "ok", ""))))
                .hasValueSatisfying(alarm -> assertThat(alarm.text())
                        .startsWith("A trail any, maybe ours (name ours in stakeout.pipeline.trails): "));
        assertThat(guessing.judge(
                        record(new Row("logs", "DeleteLogGroup", "{\"logGroupName\":\"CloudTrail/x\"}", "ok", ""))))
                .isPresent();
        assertThat(guessing.judge(record(new Row("logs", "DeleteLogGroup", "{\"logGroupName\":\"/app\"}", "ok", ""))))
                .isEmpty();
        assertThat(guessing.judge(record(new Row("iam", "DeleteRole", "{\"roleName\":\"any\"}", "ok", ""))))
                .isEmpty();
    }

    @Test
    void withoutANamedRuleEveryRuleOfOurBusIsOurs() {
        OwnPipe pipe = OwnPipe.of(Map.of(Part.BUS, List.of("stakeout")));
        assertThat(pipe.judge(record(
                        new Row("events", "DisableRule", "{\"name\":\"r\",\"eventBusName\":\"stakeout\"}", "ok", ""))))
                .isPresent();
        assertThat(pipe.judge(record(new Row("events", "DisableRule", "{\"name\":\"r\"}", "ok", ""))))
                .isEmpty();
    }

    @Test
    void aPipelineThatNobodyWatchesRaisesNothing() {
        assertThat(OwnPipe.none().judge(record(new Row("cloudtrail", "StopLogging", "{\"name\":\"x\"}", "ok", ""))))
                .isEmpty();
    }

    @Test
    void whatTheSuspectWritesIsBoundedAndMadeVisible() {
        OwnPipe guessing = OwnPipe.of(Map.of(Part.STREAM, List.of("trail-events")));
        String hostile = "\\u202E\\u0000" + "x".repeat(5_000);
        Alarm alarm = guessing.judge(
                        record(new Row("cloudtrail", "StopLogging", "{\"name\":\"" + hostile + "\"}", "ok", "")))
                .orElseThrow();
        assertThat(alarm.text()).hasSizeLessThan(1_500).contains("⟨U+202E⟩").doesNotContain("\u202E", "\0");
        assertThat(alarm.alike()).hasSizeLessThan(1_500).doesNotContain("\0");
    }

    @Test
    void anArnOfSomethingElseInTheConfigurationIsRefusedByName() {
        assertThatThrownBy(() -> OwnPipe.of(Map.of(Part.TRAIL, List.of("arn:aws:s3:::bucket"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stakeout.pipeline.trails")
                .hasMessageContaining("arn:aws:s3:::bucket");
    }

    private static CloudTrailRecord record(Row row) {
        return parse(json(row));
    }

    private static String json(Row row) {
        String error = row.outcome().equals("ok") ? "" : "\"errorCode\":\"" + row.outcome() + "\",";
        return "{" + error + "\"eventID\":\"e-1\",\"eventTime\":\"2026-11-24T10:02:03Z\",\"eventSource\":\""
                + row.source() + ".amazonaws.com\",\"eventName\":\"" + row.event()
                + "\",\"awsRegion\":\"eu-west-1\",\"recipientAccountId\":\"111122223333\",\"userIdentity\":{\"type\":"
                + "\"IAMUser\",\"userName\":\"mallory\"},\"requestParameters\":" + row.parameters() + "}";
    }

    private static CloudTrailRecord denied(String source, String event, String message) {
        return parse(json(new Row(source, event, "null", "AccessDenied", ""))
                .replaceFirst("\\{", "{\"errorMessage\":\"" + message + "\","));
    }

    private static CloudTrailRecord parse(String json) {
        return CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
