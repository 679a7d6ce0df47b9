package io.stakeout.drill.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Issuance;
import io.stakeout.drill.trail.CallerIdentity.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrailRecordTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theProductReadsWhatWasMeant(String name) {
        ApiEvent event = Samples.all().get(name);
        CloudTrailRecord record = CloudTrailRecord.parse(TrailRecord.json(event));
        assertThat(record.eventId()).isEqualTo(event.eventId());
        assertThat(record.eventTime()).contains(Instant.parse("2026-03-01T09:15:42Z"));
        assertThat(record.eventSource()).isEqualTo(event.eventSource());
        assertThat(record.eventName()).isEqualTo(event.eventName());
        assertThat(record.account()).contains(Samples.ACCOUNT);
        assertThat(record.readOnly()).contains(event.readOnly());
        assertThat(record.principal().accessKeyId())
                .isEqualTo(event.caller().accessKeyId().filter(key -> !key.isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AssumeRole by a user           | ROLE_SESSION ACCESS_KEY
            AssumeRole by a role           | ROLE_SESSION ACCESS_KEY
            AssumeRole by ec2              | ROLE_SESSION ACCESS_KEY
            AssumeRole refused to a user   | ''
            GetSessionToken                | ACCESS_KEY
            GetFederationToken             | FEDERATED_USER ACCESS_KEY
            GetFederationToken refused     | ''
            CreateUser                     | USER
            CreateAccessKey                | USER ACCESS_KEY
            CreateLoginProfile             | USER
            UpdateLoginProfile             | USER
            ListUsers                      | ''
            """)
    void theProductSeesWhatACallHandsOut(String name, String kinds) {
        assertThat(kinds(TrailRecord.json(Samples.all().get(name)))).isEqualTo(kinds);
    }

    @Tag("public-data")
    @Test
    void whatHandsSomethingOutHandsOutWhatRealRecordsDo() throws IOException {
        int compared = 0;
        for (ApiEvent event : Samples.all().values()) {
            byte[] record = TrailRecord.json(event);
            List<String> real = new ArrayList<>();
            for (JsonNode like : FieldSets.like(record)) {
                real.add(kinds(JSON.writeValueAsBytes(like)));
            }
            if (!real.isEmpty()) {
                assertThat(real).as(event.eventName()).contains(kinds(record));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void membersComeInTheOrderOfRealRecords() {
        assertThat(String.join(",", members(tree(Samples.all().get("AssumeRole by a user")))))
                .isEqualTo("eventVersion,userIdentity,eventTime,eventSource,eventName,awsRegion,sourceIPAddress,"
                        + "userAgent,requestParameters,responseElements,requestID,eventID,readOnly,resources,"
                        + "eventType,managementEvent,recipientAccountId,eventCategory,tlsDetails");
        assertThat(String.join(",", members(tree(Samples.all().get("CreateUser refused")))))
                .isEqualTo("eventVersion,userIdentity,eventTime,eventSource,eventName,awsRegion,sourceIPAddress,"
                        + "userAgent,errorCode,errorMessage,requestParameters,responseElements,requestID,eventID,"
                        + "readOnly,eventType,managementEvent,recipientAccountId,eventCategory,tlsDetails");
    }

    @Test
    void argumentsAreHiddenWhereThePoliciesRefusedAndShownWhereSomethingElseFailed() {
        assertThat(tree(Samples.all().get("AttachUserPolicy refused"))
                        .get("requestParameters")
                        .isNull())
                .isTrue();
        assertThat(tree(Samples.all().get("StopLogging of none"))
                        .at("/requestParameters/name")
                        .asText())
                .isEqualTo("main");
        assertThat(tree(Samples.all().get("ListBuckets refused"))
                        .at("/requestParameters/Host")
                        .asText())
                .isEqualTo("s3.us-east-1.amazonaws.com");
    }

    @Test
    void aFailedSignInHasAMessageAndNoCodeAndNoArnAndAnEmptyKey() {
        JsonNode record = tree(Samples.all().get("ConsoleLogin failed"));
        assertThat(record.has("errorCode")).isFalse();
        assertThat(record.path("errorMessage").asText()).isEqualTo("Failed authentication");
        assertThat(record.path("userIdentity").has("arn")).isFalse();
        assertThat(record.at("/userIdentity/accessKeyId").asText("absent")).isEmpty();
        assertThat(record.has("requestID")).isFalse();
    }

    @Test
    void aDataEventIsNoManagementEvent() {
        JsonNode record = tree(Samples.all().get("GetObject"));
        assertThat(record.get("managementEvent").asBoolean()).isFalse();
        assertThat(record.get("eventCategory").asText()).isEqualTo("Data");
        assertThat(record.at("/resources/0").has("accountId")).isFalse();
        assertThat(record.at("/resources/1/accountId").asText()).isEqualTo(Samples.ACCOUNT);
    }

    @Test
    void aServiceEventHasAnAccountAndNoTypeAndTellsItsDetails() {
        CallerIdentity kms = new CallerIdentity(
                Type.AWS_SERVICE,
                Samples.ACCOUNT,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("AWS Internal"));
        JsonNode record = tree(ApiEvent.at(Samples.TIME, kms, "kms.amazonaws.com", "RotateKey")
                .eventId(Samples.id("rotate"))
                .eventType(ApiEvent.SERVICE_EVENT)
                .additionalEventData(Samples.tree("{'keyId':'k'}"))
                .build());
        assertThat(record.get("userIdentity"))
                .isEqualTo(Samples.tree("{'accountId':'210987654321','invokedBy':'AWS Internal'}"));
        assertThat(record.at("/serviceEventDetails/keyId").asText()).isEqualTo("k");
        assertThat(record.has("additionalEventData")).isFalse();
    }

    @Test
    void aCallerOfAnotherAccountIsItsIdsAlone() {
        JsonNode record = tree(ApiEvent.at(Samples.TIME, Samples.user().fromAbroad(), "sts.amazonaws.com", "AssumeRole")
                .eventId(Samples.id("abroad"))
                .from("203.0.113.9", "aws-cli")
                .recipientAccountId("999999999999")
                .sharedEventId(Samples.id("shared"))
                .build());
        assertThat(record.get("userIdentity"))
                .isEqualTo(Samples.tree(
                        "{'type':'AWSAccount','principalId':'AIDA5EXAMPLE4MALLORY2'," + "'accountId':'210987654321'}"));
        assertThat(record.path("sharedEventID").asText()).isEqualTo(Samples.id("shared"));
    }

    @Test
    void aConsoleSessionIsToldAtTheTop() {
        SessionContext console =
                new SessionContext(Samples.TIME, true, Optional.empty(), Optional.empty(), Optional.empty(), true);
        CallerIdentity user = new CallerIdentity(
                Type.IAM_USER,
                Samples.ACCOUNT,
                "AIDA",
                "arn:aws:iam::210987654321:user/m",
                Optional.of("m"),
                Optional.of("ASIA"),
                Optional.of(console),
                Optional.empty());
        JsonNode record = tree(ApiEvent.at(Samples.TIME, user, "iam.amazonaws.com", "ListUsers")
                .eventId(Samples.id("console"))
                .from("203.0.113.9", "Mozilla/5.0")
                .build());
        assertThat(record.get("sessionCredentialFromConsole").textValue()).isEqualTo("true");
        assertThat(record.at("/userIdentity/sessionContext/attributes/mfaAuthenticated")
                        .textValue())
                .isEqualTo("true");
        assertThat(record.at("/userIdentity/sessionContext").has("webIdFederationData"))
                .isFalse();
    }

    @Test
    void s3PutsBracketsAroundTheProgramButNotAroundAService() {
        assertThat(tree(Samples.all().get("ListBuckets")).path("userAgent").asText())
                .startsWith("[aws-cli/")
                .endsWith("]");
        ApiEvent byService = ApiEvent.at(
                        Samples.TIME,
                        CallerIdentity.service("cloudtrail.amazonaws.com"),
                        "s3.amazonaws.com",
                        "GetBucketAcl")
                .eventId(Samples.id("acl"))
                .recipientAccountId(Samples.ACCOUNT)
                .build();
        assertThat(tree(byService).path("userAgent").asText()).isEqualTo("cloudtrail.amazonaws.com");
        assertThat(tree(byService).path("sourceIPAddress").asText()).isEqualTo("cloudtrail.amazonaws.com");
    }

    @Test
    void anEventWithoutAnIdOrAnAddressIsNone() {
        ApiEventBuilder nothing = ApiEvent.at(Samples.TIME, Samples.user(), "iam.amazonaws.com", "ListUsers");
        assertThatThrownBy(nothing::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event id");
        assertThatThrownBy(nothing.eventId("e")::build).hasMessageContaining("source address");
        assertThat(nothing.from("203.0.113.9", "curl").build().recipientAccountId())
                .isEqualTo(Samples.ACCOUNT);
    }

    private static String kinds(byte[] record) {
        return String.join(
                " ",
                Issuance.of(CloudTrailRecord.parse(record)).stream()
                        .map(one -> one.kind().name())
                        .toList());
    }

    private static JsonNode tree(ApiEvent event) {
        try {
            return JSON.readTree(new String(TrailRecord.json(event), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> members(JsonNode record) {
        return record.properties().stream().map(member -> member.getKey()).toList();
    }
}
