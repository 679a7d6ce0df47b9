package io.stakeout.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static java.util.Map.entry;

/** CloudTrail of a suspect who knows that somebody will look at it. */
final class HostileRecords {

    /** One record each, as user agent, session name and bucket. */
    static final List<String> STRINGS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><svg onload=alert(1)>",
            "javascript:alert(1)",
            "${alert(1)} {{alert(1)}} {alert}",
            "safe\u202etxt.exe\u202c",
            "nul\u0000inside",
            "lone\ud800surrogate",
            "x".repeat(10_240),
            "two\nlines\r\nand\ttab",
            "\ud83d\udc7b ghost \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324".repeat(20),
            "__proto__");

    private static final JsonMapper JSON = new JsonMapper();

    private HostileRecords() {}

    /** JSON lines. What Java can't encode, the lone surrogate, stays an escape, as CloudTrail could deliver it. */
    static String lines(String accessKey) {
        List<String> lines = new ArrayList<>();
        for (String text : STRINGS) {
            lines.add(line(accessKey, text, lines.size()));
        }
        return String.join("\n", lines);
    }

    private static String line(String accessKey, String text, int number) {
        Map<String, Object> identity = Map.of(
                "type",
                "AssumedRole",
                "arn",
                "arn:aws:sts::123837392027:assumed-role/deploy/" + text,
                "principalId",
                "AROATFQR7NSC5AU2ZV3IE:" + text,
                "accountId",
                "123837392027",
                "accessKeyId",
                accessKey);
        return ascii(Map.ofEntries(
                entry("eventVersion", "1.08"),
                entry("userIdentity", identity),
                entry("eventTime", "2023-07-10T12:%02d:00Z".formatted(number)),
                entry("eventSource", "s3.amazonaws.com"),
                entry("eventName", "PutBucketPolicy"),
                entry("awsRegion", "eu-west-1"),
                entry("sourceIPAddress", "192.0.2.7"),
                entry("userAgent", text),
                entry("requestParameters", Map.of("bucketName", text, "__proto__", text)),
                entry("eventID", UUID.randomUUID().toString()),
                entry("recipientAccountId", "123837392027")));
    }

    private static String ascii(Object record) {
        try {
            return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
