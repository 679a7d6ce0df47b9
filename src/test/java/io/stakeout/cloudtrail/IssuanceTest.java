package io.stakeout.cloudtrail;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

import static org.assertj.core.api.Assertions.assertThat;

/** Small records of calls that hand something out, for the tests of each service, and what holds for all of them. */
class IssuanceTest {

    static final String TIME = "2023-07-10T11:00:00Z";
    static final String ALICE = "{'type':'IAMUser','userName':'alice','principalId':'AIDA00000000ALICE',"
            + "'arn':'arn:aws:iam::111111111111:user/staff/alice','accountId':'111111111111',"
            + "'accessKeyId':'AKIA000000000000CALL'}";
    static final String ADMIN = "{'type':'AssumedRole','principalId':'AROA00000000ADMIN:bob',"
            + "'arn':'arn:aws-cn:sts::111111111111:assumed-role/Admin/bob','accountId':'111111111111',"
            + "'accessKeyId':'ASIA000000000000CALL','sessionContext':{'attributes':{'creationDate':"
            + "'2023-07-10T10:00:00Z'},'sessionIssuer':{'type':'Role','userName':'Admin'}}}";
    static final String ROOT = "{'type':'Root','principalId':'111111111111',"
            + "'arn':'arn:aws:iam::111111111111:root','accountId':'111111111111'}";
    static final String EC2 = "{'type':'AWSService','invokedBy':'ec2.amazonaws.com'}";
    static final String KEY = "'credentials':{'accessKeyId':'ASIA00000000000000K1','sessionToken':'x'}";

    /** The calls of all tables, also those that hand out nothing. */
    static Stream<CloudTrailRecord> calls() {
        return Stream.of(
                        IssuanceSessionTest.rows(),
                        IssuanceIamTest.rows(),
                        IssuanceThingTest.rows(),
                        IssuanceSharingTest.rows())
                .flatMap(rows -> rows.map(row -> (CloudTrailRecord) row.get()[1]));
    }

    @Test
    void theCallIsNamedWithoutItsVersion() {
        assertThat(calls().flatMap(call -> Issuance.of(call).stream()))
                .extracting(Issuance::how)
                .contains("CreateFunction", "UpdateFunctionCode", "AddPermission", "AssumeRole")
                .noneMatch(how -> how.matches(".*\\d.*"));
    }

    /** Each in one line, without {@link Issuance#how()}. */
    static List<String> handedOut(CloudTrailRecord call) {
        return Issuance.of(call).stream().map(IssuanceTest::shown).toList();
    }

    static String outsider(String value, String account) {
        return "outsider " + value + " " + value + " " + account + " touched possible anything -";
    }

    /** A policy as it stands inside a string. */
    static String allow(String principal) {
        return ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'sts:AssumeRole','Principal':"
                        + principal + "}]}")
                .replace("'", "\\'");
    }

    static Arguments row(String title, String who, String event, String asked, String answered, String... expected) {
        return row(title, who, event, asked, answered, List.of(expected));
    }

    static Arguments row(String title, String who, String event, String asked, String answered, List<String> expected) {
        String more = ",'requestParameters':" + asked + ",'responseElements':" + answered;
        return Arguments.of(event + ": " + title, call(who, event, more), expected);
    }

    static Arguments switched(String title, String who, String additional, String... expected) {
        String more = ",'responseElements':{'SwitchRole':'Success'},'additionalEventData':" + additional;
        return Arguments.of("signin SwitchRole: " + title, call(who, "signin SwitchRole", more), List.of(expected));
    }

    private static CloudTrailRecord call(String who, String event, String more) {
        String[] parts = event.split(" ");
        return Records.of("{'eventTime':'" + TIME + "','eventSource':'" + parts[0] + ".amazonaws.com','eventName':'"
                + parts[1] + "','recipientAccountId':'111111111111','userIdentity':" + who + more + "}");
    }

    /** An issuance in one line, without {@link Issuance#how()}. */
    private static String shown(Issuance issued) {
        return String.join(
                        " ",
                        issued.kind().id(),
                        issued.value(),
                        issued.name(),
                        issued.account().orElse("-"),
                        issued.relation().id(),
                        issued.certainty().id(),
                        issued.reach().id(),
                        issued.followed() ? "followed" : "-")
                + issued.notBefore().map(time -> " since=" + time).orElse("")
                + issued.under().map(index -> " under=" + index).orElse("");
    }
}
