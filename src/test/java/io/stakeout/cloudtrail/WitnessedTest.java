package io.stakeout.cloudtrail;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WitnessedTest {

    /** Whoever may choose a session's name must not be able to draw somebody else's credentials into a watch. */
    @ParameterizedTest
    @CsvSource({
        "AWSService, ec2.amazonaws.com, i-0abc, true",
        "AWSService, lambda.amazonaws.com, worker, true",
        "AWSService, codebuild.amazonaws.com, i-0abc, false",
        "AWSService, lambda.amazonaws.com, i-0abc, false",
        "AWSService, ec2.amazonaws.com, worker, false",
        "IAMUser, ec2.amazonaws.com, i-0abc, false",
    })
    void aSessionIsAnInstancesOrAFunctionsOnlyByTheServiceThatNamesItSo(
            String type, String service, String session, boolean told) {
        CloudTrailRecord record = record("{'userIdentity':{'type':'" + type + "','invokedBy':'" + service
                + "'},'eventSource':'sts.amazonaws.com','eventName':'AssumeRole','requestParameters':{'roleSessionName':'"
                + session + "'}}");
        assertThat(Witnessed.serviceSession(record).isPresent()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"signin, SwitchRole, true", "signin, ConsoleLogin, false", "sts, SwitchRole, false"})
    void onlyASwitchedSessionHasASource(String source, String name, boolean told) {
        CloudTrailRecord record = record("{'eventSource':'" + source + ".amazonaws.com','eventName':'" + name
                + "','additionalEventData':{'SwitchFrom':'arn:aws:iam::111122223333:user/mallory'}}");
        assertThat(Witnessed.switchedFrom(record).isPresent()).isEqualTo(told);
    }

    private static CloudTrailRecord record(String json) {
        return CloudTrailRecord.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
