package io.stakeout.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** CloudTrail records of an account that doesn't exist, in the envelopes in which AWS delivers them. */
public final class Traffic {

    public static final String ACCOUNT = "111122223333";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Traffic() {}

    /** A call of the IAM user who holds this access key. */
    public static String record(String eventId, String accessKeyId, Instant at) {
        ObjectNode record = JSON.objectNode().put("eventVersion", "1.09");
        record.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("principalId", "AIDA" + accessKeyId.substring(4))
                .put("arn", "arn:aws:iam::" + ACCOUNT + ":user/user-of-" + accessKeyId)
                .put("accountId", ACCOUNT)
                .put("accessKeyId", accessKeyId)
                .put("userName", "user-of-" + accessKeyId);
        record.put("eventTime", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", "ec2.amazonaws.com")
                .put("eventName", "DescribeInstances")
                .put("awsRegion", "eu-central-1")
                .put("sourceIPAddress", "198.51.100.7")
                .put("userAgent", "aws-cli/2.15.0 md/Botocore#1.34 ua/2.0 os/linux#5.15 lang/python#3.11");
        record.putObject("requestParameters").put("maxResults", 100).putObject("filterSet");
        record.putNull("responseElements");
        return record.put("requestID", eventId + "-request")
                .put("eventID", eventId)
                .put("readOnly", true)
                .put("eventType", "AwsApiCall")
                .put("managementEvent", true)
                .put("recipientAccountId", ACCOUNT)
                .put("eventCategory", "Management")
                .toString();
    }

    /** By the same user, a role session that is handed the key {@code issued}. */
    public static String assumeRole(String eventId, String accessKeyId, String issued, Instant at) {
        String session = "arn:aws:sts::" + ACCOUNT + ":assumed-role/deploy/by-" + accessKeyId;
        return record(eventId, accessKeyId, at)
                .replace("\"ec2.amazonaws.com\"", "\"sts.amazonaws.com\"")
                .replace("\"DescribeInstances\"", "\"AssumeRole\"")
                .replace(
                        "\"responseElements\":null",
                        "\"responseElements\":{\"credentials\":{\"accessKeyId\":\"" + issued
                                + "\"},\"assumedRoleUser\":{\"arn\":\"" + session + "\"}}");
    }

    /** As a CloudWatch Logs subscription puts them on a stream: one gzipped payload. */
    public static byte[] logs(List<String> records) {
        ObjectNode payload = JSON.objectNode()
                .put("messageType", "DATA_MESSAGE")
                .put("owner", ACCOUNT)
                .put("logGroup", "trail")
                .put("logStream", ACCOUNT + "_CloudTrail_eu-central-1");
        payload.putArray("subscriptionFilters").add("stakeout");
        for (String record : records) {
            payload.withArray("logEvents")
                    .addObject()
                    .put("id", "3195310660696698337880902507980421114328961542429EXAMPLE")
                    .put("timestamp", 1_732_435_200_000L)
                    .put("message", record);
        }
        return gzip(payload.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** As an EventBridge rule puts it on a stream. */
    public static byte[] event(String eventBridgeId, String record) {
        String envelope = JSON.objectNode()
                .put("version", "0")
                .put("id", eventBridgeId)
                .put("detail-type", "AWS API Call via CloudTrail")
                .put("source", "aws.ec2")
                .put("account", ACCOUNT)
                .put("time", "2026-01-10T03:16:34Z")
                .put("region", "eu-central-1")
                .toString();
        String open = envelope.substring(0, envelope.length() - 1);
        return (open + ",\"resources\":[],\"detail\":" + record + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
