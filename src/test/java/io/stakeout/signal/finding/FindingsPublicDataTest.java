package io.stakeout.signal.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.testing.SharedData;

import static org.assertj.core.api.Assertions.assertThat;

/** Every public sample of an EventBridge event. */
@Tag("public-data")
class FindingsPublicDataTest {

    /** File; whom it names; else why nobody; score; what it is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws-health-tools-risk-credentials-exposed.json | | “ACCESS_KEY_ID_HERE” isn't an access key id | 90 | active
            aws-samples-health-risk-credentials-exposed.json | | “AKIAXXXXXXXXXX” isn't an access key id, “test-1” isn't a user's name with an account | 90 | active
            awsdocs-aws-api-call-via-cloudtrail-0.json | | no reading for aws.s3 / AWS API Call via CloudTrail | 0 | active
            awsdocs-aws-console-sign-in-via-cloudtrail-0.json | | no reading for aws.signin / AWS Console Sign In via CloudTrail | 0 | active
            awsdocs-scheduled-event-0.json | | no reading for aws.events / Scheduled Event | 0 | active
            awsdocs-trusted-advisor-check-item-refresh-notification-exposed-access-keys-2.json | access-key AKIAIOSFODNN7EXAMPLE, user-name my-username in 123456789012 | | 90 | active
            awsdocs-trusted-advisor-check-item-refresh-notification-load-balancer-optimization-1.json | | check “Load Balancer Optimization” is about no principal | 20 | active
            awsdocs-trusted-advisor-check-item-refresh-notification-low-utilization-amazon-ec2-instances-0.json | | check “Low Utilization Amazon EC2 Instances” is about no principal | 20 | active
            c7n-event-cloud-trail-create-bucket.json | | no reading for aws.s3 / AWS API Call via CloudTrail | 0 | active
            c7n-event-phd-ec2-retire.json | | AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED, which names no principal | 0 | active
            c7n-event-securityhub-iamkey-finding-action.json | user-name kapil in 644160558196 | | 50 | active start
            c7n-iam-duty-event.json | | “GeneratedFindingAccessKeyId” isn't an access key id | 50 | active sample
            macie-sensitive-notpublic.SYNTHETIC.json | | what is wrong with bucket acme-hr, and not who did it | 80 | active
            macie-sensitive-public.SYNTHETIC.json | | what is wrong with bucket acme-exports, and not who did it | 80 | active
            ta-tools-amazonrdsidledbinstances.json | | check “Amazon RDS Idle DB Instances” is about no principal | 20 | active
            ta-tools-s3bucketversioning.json | | check “Amazon S3 Bucket Versioning” is about no principal | 20 | active
            """)
    void eachSampleTellsWhatItSays(String file, String suspects, String nobody, int score, String flags)
            throws IOException {
        List<Signal> signals = FindingsTest.told(Files.readAllBytes(sample(file)));

        assertThat(signals).hasSize(1);
        assertSignal(signals.get(0), suspects, nobody, score, flags);
    }

    /** Of a user nothing but placeholders; of root the account is real. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | principal-arn arn:aws:iam::123456789012:root | | 20
            1 | | “GeneratedFindingAccessKeyId” isn't an access key id | 50
            2 | | “GeneratedFindingAccessKeyId” isn't an access key id | 50
            3 | | “GeneratedFindingAccessKeyId” isn't an access key id | 50
            4 | | It is about instance i-99999999 and names its instance profile at most | 80
            5 | | It is about instance i-99999999 and names its instance profile at most | 50
            """)
    void eachSampleFindingOfGuardDutyIsASample(int line, String suspects, String nobody, int score) throws IOException {
        String event = Files.readAllLines(sample("guardduty-samples.jsonl")).get(line);

        Signal signal = FindingsTest.told(event.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .get(0);

        assertSignal(signal, suspects, nobody, score, "active sample");
        assertThat(signal.count())
                .isEqualTo(FindingCases.JSON
                        .readTree(event)
                        .at("/detail/service/count")
                        .asLong());
    }

    /** What is handed to PutEvents is no event yet. */
    @Test
    void aMockOfAnExposedKeyIsASample() throws IOException {
        Path file = sample("ta-tools-exposed-keys-putevents-mock.json");
        JsonNode entry = FindingCases.JSON.readTree(file.toFile()).path(0);
        ObjectNode event = FindingCases.JSON.createObjectNode();
        event.put("source", entry.path("Source").asText())
                .put("detail-type", entry.path("DetailType").asText())
                .put("account", "123456789012")
                .set("detail", FindingCases.JSON.readTree(entry.path("Detail").asText()));

        assertThat(Findings.read(Files.readAllBytes(file))).isEqualTo(new Read.Unreadable("It is not a JSON object."));
        assertSignal(
                FindingsTest.told(FindingCases.bytes(event)).get(0),
                "access-key AKIAIX52WBZJNV4XNNAQ, user-name delete-me in 123456789012",
                null,
                90,
                "active sample");
    }

    @Test
    void noSampleIsLeftOut() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.require("data/eventbridge"))) {
            assertThat(files.filter(file -> !file.endsWith("ORIGIN.md")).count())
                    .isEqualTo(16 + 1 + 1);
        }
    }

    private static Path sample(String file) {
        return SharedData.require("data/eventbridge/" + file);
    }

    private static void assertSignal(Signal signal, String suspects, String nobody, int score, String flags) {
        assertThat(String.join(
                        ", ", signal.suspects().stream().map(FindingsTest::said).toList()))
                .isEqualTo(suspects == null ? "" : suspects);
        if (nobody == null) {
            assertThat(signal.nobody()).isEmpty();
        } else {
            assertThat(signal.nobody()).get().asString().contains(nobody);
        }
        assertThat(signal.score()).isEqualTo(score);
        assertThat(List.of(signal.active(), signal.sample(), signal.startWatch()))
                .isEqualTo(List.of(flags.contains("active"), flags.contains("sample"), flags.contains("start")));
    }
}
