package io.stakeout.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.incident.IncidentView.SuspectView;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.testing.SharedData;
import io.stakeout.testing.WithPostgres;

import static io.stakeout.signal.Detector.freshKey;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of each public sample that rides on the stream, by the playbooks that are shipped. */
@QuarkusTest
@WithPostgres
@Tag("public-data")
class SignalSamplesTest {

    /** Other tests watch the key that AWS's examples use. */
    private static final String EXAMPLE = "AKIAIOSFODNN7EXAMPLE";

    @Inject
    Ward ward;

    @Inject
    Intake intake;

    private final String key = freshKey();
    private String before;

    @BeforeEach
    void whatOthersHaveTold() {
        ward.sql("update signal set opened_at = null");
        before = ward.value("select coalesce(max(last_seen), 'epoch') from signal");
    }

    @AfterEach
    void noRoomForOtherTests() {
        ward.closeAll();
    }

    /** File, outcome, whom its room watches. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            awsdocs-trusted-advisor-check-item-refresh-notification-exposed-access-keys-2.json | opened | KEY my-username
            c7n-event-securityhub-iamkey-finding-action.json | opened | kapil
            """)
    void whoIsNamedIsWatched(String file, String outcome, String watched) throws IOException {
        tell(Files.readString(SharedData.require("data/eventbridge/" + file)));

        assertThat(told("outcome")).isEqualTo(outcome);
        List<String> suspects = ward.room(Long.parseLong(told("incident_id"))).suspects().stream()
                .map(SuspectView::value)
                .toList();
        assertThat(suspects)
                .containsExactlyInAnyOrder(watched.replace("KEY", key).split(" "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            aws-health-tools-risk-credentials-exposed.json | isn't an access key id
            aws-samples-health-risk-credentials-exposed.json | isn't an access key id
            awsdocs-scheduled-event-0.json | no reading for aws.events
            awsdocs-trusted-advisor-check-item-refresh-notification-load-balancer-optimization-1.json | is about no principal
            awsdocs-trusted-advisor-check-item-refresh-notification-low-utilization-amazon-ec2-instances-0.json | is about no principal
            c7n-event-phd-ec2-retire.json | names no principal
            c7n-iam-duty-event.json | isn't an access key id
            macie-sensitive-notpublic.SYNTHETIC.json | and not who did it
            macie-sensitive-public.SYNTHETIC.json | and not who did it
            ta-tools-amazonrdsidledbinstances.json | is about no principal
            ta-tools-s3bucketversioning.json | is about no principal
            """)
    void whoNamesNobodyIsRecordedWithTheReason(String file, String why) throws IOException {
        tell(Files.readString(SharedData.require("data/eventbridge/" + file)));

        assertThat(told("outcome")).isEqualTo("recorded");
        assertThat(told("why")).startsWith("names nobody who can be watched: ").contains(why);
    }

    /** The first is about a root, and a sample all the same; the others have placeholders for names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | playbook sample
            1 | isn't an access key id
            2 | isn't an access key id
            3 | isn't an access key id
            4 | is about instance i-99999999
            5 | is about instance i-99999999
            """)
    void sampleFindingsOfGuardDutyOpenNothing(int line, String why) throws IOException {
        tell(Files.readAllLines(SharedData.require("data/eventbridge/guardduty-samples.jsonl"))
                .get(line));

        assertThat(told("outcome")).isEqualTo("recorded");
        assertThat(told("why")).contains(why);
    }

    /** Calls are activities of whoever is watched, and no signals. */
    @ParameterizedTest
    @CsvSource({
        "awsdocs-aws-api-call-via-cloudtrail-0.json",
        "awsdocs-aws-console-sign-in-via-cloudtrail-0.json",
        "c7n-event-cloud-trail-create-bucket.json"
    })
    void aCallIsNoSignal(String file) throws IOException {
        tell(Files.readString(SharedData.require("data/eventbridge/" + file)));

        assertThat(told("outcome")).isNull();
    }

    private void tell(String event) {
        LiveReading reading = intake.live("a sample");
        reading.take(event.replace(EXAMPLE, key).getBytes(StandardCharsets.UTF_8));
        reading.flush();
    }

    /** Some samples have the same id, so that one is told as an update of the other. */
    private String told(String column) {
        return ward.value("select " + column + " from signal where last_seen > '" + before + "'");
    }
}
