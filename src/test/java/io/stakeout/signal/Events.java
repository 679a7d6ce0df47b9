package io.stakeout.signal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Events as EventBridge brings them. */
public final class Events {

    private Events() {}

    /** An access key is used from a Tor exit. */
    public static byte[] guardDuty(String id, String key, double severity) {
        return ("{\"version\":\"0\",\"id\":\"e-" + id + "\",\"detail-type\":\"GuardDuty Finding\","
                        + "\"source\":\"aws.guardduty\",\"account\":\"111122223333\",\"time\":\"2026-01-10T03:16:34Z\","
                        + "\"region\":\"eu-central-1\",\"resources\":[],\"detail\":{\"schemaVersion\":\"2.0\","
                        + "\"accountId\":\"111122223333\",\"region\":\"eu-central-1\",\"partition\":\"aws\",\"id\":\""
                        + id
                        + "\",\"arn\":\"arn:aws:guardduty:eu-central-1:111122223333:detector/d/finding/" + id
                        + "\",\"type\":\"UnauthorizedAccess:IAMUser/TorIPCaller\",\"severity\":" + severity
                        + ",\"title\":\"API GetCallerIdentity was invoked from a Tor exit\",\"description\":\"d\","
                        + "\"createdAt\":\"2026-01-10T03:10:00Z\",\"updatedAt\":\"2026-01-10T03:16:00Z\","
                        + "\"resource\":{\"resourceType\":\"AccessKey\",\"accessKeyDetails\":{\"accessKeyId\":\"" + key
                        + "\",\"principalId\":\"AIDA" + key.substring(4)
                        + "\",\"userType\":\"IAMUser\",\"userName\":\"u-"
                        + key + "\"}},\"service\":{\"serviceName\":\"guardduty\",\"detectorId\":\"d\",\"count\":1,"
                        + "\"archived\":false,\"resourceRole\":\"TARGET\",\"action\":{\"actionType\":\"AWS_API_CALL\","
                        + "\"awsApiCallAction\":{\"api\":\"GetCallerIdentity\",\"serviceName\":\"sts.amazonaws.com\","
                        + "\"callerType\":\"Remote IP\",\"remoteIpDetails\":{\"ipAddressV4\":\"198.51.100.7\"}}}}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What is kept of an event. */
    public static String kept(String hex) {
        byte[] gzip = HexFormat.of().parseHex(hex);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
