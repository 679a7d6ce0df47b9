package io.stakeout.cloudtrail;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VigilanceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloudtrail | LookupEvents | null | true",
                "cloudtrail | DescribeTrails | null | true",
                "cloudtrail | StopLogging | null | false",
                "iam | GetUser | null | true",
                "iam | ListAccessKeys | {'userName':'mallory'} | true",
                "iam | ListAccessKeys | {'userName':'alice'} | false",
                "iam | ListUsers | null | false",
                "iam | GetRole | {'roleName':'deploy'} | false",
                "iam | GetAccessKeyLastUsed | {'accessKeyId':'AKIAMALLORY000000001'} | true",
                "iam | GetAccessKeyLastUsed | {'accessKeyId':'AKIAALICE00000000001'} | false",
                "iam | SimulatePrincipalPolicy | {'policySourceArn':'arn:aws:iam::111122223333:user/mallory'} | true",
                "iam | SimulatePrincipalPolicy | {} | false",
                "sts | GetCallerIdentity | null | false",
            })
    void whoReadsTheTrailOrAboutItselfMayBeLookingForUs(String service, String name, String request, boolean looking) {
        assertThat(Vigilance.looksForWatchers(call(service, name, request, ""))).isEqualTo(looking);
    }

    @ParameterizedTest
    @CsvSource({"deploy, true", "admin, false"})
    void aSessionThatReadsItsOwnRoleDoesToo(String role, boolean looking) {
        String json = "{'userIdentity':{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/deploy/ci',"
                + "'sessionContext':{'sessionIssuer':{'userName':'deploy'}}},'eventSource':'iam.amazonaws.com',"
                + "'eventName':'GetRole','requestParameters':{'roleName':'" + role + "'}}";
        assertThat(Vigilance.looksForWatchers(record(json))).isEqualTo(looking);
    }

    @ParameterizedTest
    @CsvSource({"config.amazonaws.com"})
    void whatAServiceReadsForTheSuspectIsNoIntention(String service) {
        String by = ",'invokedBy':'" + service + "'";
        assertThat(Vigilance.looksForWatchers(call("cloudtrail", "DescribeTrails", "null", by)))
                .isFalse();
    }

    private static CloudTrailRecord call(String service, String name, String request, String identity) {
        return record("{'userIdentity':{'type':'IAMUser','userName':'mallory','accessKeyId':'AKIAMALLORY000000001',"
                + "'arn':'arn:aws:iam::111122223333:user/mallory'" + identity + "},'eventSource':'" + service
                + ".amazonaws.com','eventName':'" + name + "','requestParameters':" + request + "}");
    }

    private static CloudTrailRecord record(String json) {
        return CloudTrailRecord.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
