package io.stakeout.testing;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

import static io.stakeout.testing.JsonMembers.of;

/**
 * Made-up CloudTrail records of a small organisation, the same for the same seed: all identity shapes that AWS documents,
 * sizes as measured (p50 1,170 bytes, p99 2,400). Callers repeat as they do in a log stream.
 */
public final class SeededTrail {

    private static final String[] ACCOUNTS = {"111122223333", "444455556666", "777788889999"};
    private static final String[] REGIONS = {"us-east-1", "eu-central-1", "ap-southeast-2"};
    private static final String[][] CALLS = {
        {"ec2", "DescribeInstances"}, {"s3", "ListBuckets"}, {"sts", "GetCallerIdentity"}, {"kms", "Decrypt"},
        {"sts", "AssumeRole"}, {"logs", "DescribeLogGroups"}, {"iam", "GetRole"}, {"dynamodb", "DescribeTable"},
        {"ssm", "GetParameter"}, {"lambda", "GetFunction20150331v2"}, {"elasticloadbalancing", "DescribeTargetHealth"}
    };
    private static final String[] AGENTS = {
        "aws-cli/2.15.30 Python/3.11.8 Linux/5.10.205 exe/x86_64.amzn.2 prompt/off command/ec2.describe-instances",
        "Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.12 cfg/retry-mode#legacy",
        "console.amazonaws.com",
        "[aws-sdk-java/2.25.21 Linux/5.15 OpenJDK_64-Bit_Server_VM/17.0.10 Java/17.0.10 kotlin/1.9 vendor/Amazon]"
    };

    private final Random random;
    private final int callers;
    private long millis = 1_688_989_338_000L;

    /** @param callers how many principals of each kind there are */
    public SeededTrail(long seed, int callers) {
        this.random = new Random(seed);
        this.callers = callers;
    }

    public Random random() {
        return random;
    }

    /** The next record of anybody: three of four by role sessions and users. */
    public JsonMembers next() {
        int kind = random.nextInt(20);
        int who = random.nextInt(callers);
        JsonMembers identity = kind < 10 ? role(who) : kind < 15 ? user(who) : rare(kind - 15, who);
        return record(identity, who);
    }

    public JsonMembers record(JsonMembers identity, int who) {
        String[] call = CALLS[random.nextInt(CALLS.length)];
        millis += 37;
        String account = ACCOUNTS[who % ACCOUNTS.length];
        JsonMembers record = of("eventVersion", "1.09", "userIdentity", identity, "eventTime", time());
        record.put("eventSource", call[0] + ".amazonaws.com").put("eventName", call[1]);
        record.put("awsRegion", REGIONS[who % REGIONS.length]).put("sourceIPAddress", address(who));
        record.put("userAgent", AGENTS[who % AGENTS.length]);
        if (random.nextInt(12) == 0) {
            record.put("errorCode", "AccessDenied")
                    .put("errorMessage", "User is not authorized to perform: " + call[1]);
        }
        record.put("requestParameters", request()).put("responseElements", null);
        if (random.nextInt(2) == 0) {
            record.put("additionalEventData", of("x-amz-id-2", hex(32) + hex(32) + hex(16), "bytesTransferredOut", 0));
        }
        record.put("requestID", uuid()).put("eventID", uuid()).put("readOnly", true);
        record.put("eventType", "AwsApiCall").put("managementEvent", true).put("recipientAccountId", account);
        record.put("eventCategory", "Management");
        record.put(
                "tlsDetails",
                of("tlsVersion", "TLSv1.3", "clientProvidedHostHeader", call[0] + ".us-east-1.amazonaws.com"));
        return record;
    }

    private Object request() {
        JsonMembers request = of("maxResults", 100);
        int more = random.nextInt(100) < 90 ? random.nextInt(3) : random.nextInt(20);
        for (int i = 0; i < more; i++) {
            request.put("resource" + i, "arn:aws:ec2:us-east-1:111122223333:instance/i-" + hex(16));
        }
        return request;
    }

    public JsonMembers role(int who) {
        String account = ACCOUNTS[who % ACCOUNTS.length];
        String role = "service-role-" + who % 17;
        String session = who % 3 == 0 ? "i-0dbc91f429e4" + digits(who, 4) : "session-" + who;
        JsonMembers issuer = of("type", "Role", "principalId", roleId(who))
                .put("arn", "arn:aws:iam::" + account + ":role/" + role)
                .put("accountId", account)
                .put("userName", role);
        JsonMembers context = of("sessionIssuer", issuer, "webIdFederationData", new JsonMembers())
                .put("attributes", of("creationDate", "2023-07-10T11:00:00Z", "mfaAuthenticated", "false"));
        if (who % 5 == 0) {
            context.put("sourceIdentity", "person-" + who);
        }
        return of("type", "AssumedRole", "principalId", roleId(who) + ":" + session)
                .put("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session)
                .put("accountId", account)
                .put("accessKeyId", "ASIAROLE" + digits(who, 12))
                .put("sessionContext", context);
    }

    public JsonMembers user(int who) {
        String account = ACCOUNTS[who % ACCOUNTS.length];
        JsonMembers identity = of("type", "IAMUser", "principalId", "AIDAUSER" + digits(who, 12))
                .put("arn", "arn:aws:iam::" + account + ":user/user-" + who)
                .put("accountId", account)
                .put("accessKeyId", "AKIAUSER" + digits(who, 12))
                .put("userName", "user-" + who);
        if (who % 4 == 0) {
            identity.put("sessionContext", of("sessionIssuer", new JsonMembers(), "attributes", of("mfa", "true")));
        }
        return identity;
    }

    private JsonMembers rare(int kind, int who) {
        String account = ACCOUNTS[who % ACCOUNTS.length];
        return switch (kind) {
            case 0 ->
                random.nextInt(4) == 0
                        ? of("accountId", account, "invokedBy", "secretsmanager.amazonaws.com")
                        : of("type", "AWSService", "invokedBy", "ec2.amazonaws.com");
            case 1 ->
                of("type", "Root", "principalId", account, "arn", "arn:aws:iam::" + account + ":root")
                        .put("accountId", account)
                        .put("accessKeyId", who % 2 == 0 ? "" : "ASIAROOT" + digits(who, 12));
            case 2 ->
                of("type", "FederatedUser", "principalId", account + ":fed-" + who)
                        .put("arn", "arn:aws:sts::" + account + ":federated-user/fed-" + who)
                        .put("accountId", account)
                        .put("accessKeyId", "ASIAFEDU" + digits(who, 12))
                        .put("sessionContext", of("sessionIssuer", user(who)));
            case 3 ->
                who % 2 == 0
                        ? of("type", "SAMLUser", "principalId", "saml:" + who, "userName", "saml-" + who)
                        : of(
                                "type",
                                "WebIdentityUser",
                                "principalId",
                                "accounts.google.com:aud:" + who,
                                "userName",
                                "w-" + who);
            default ->
                who % 2 == 0
                        ? of("type", "AWSAccount", "principalId", roleId(who) + ":hop", "accountId", account)
                        : of("type", "IdentityCenterUser", "accountId", account)
                                .put(
                                        "onBehalfOf",
                                        of("userId", "906796fe-10b1-" + digits(who, 12), "identityStoreArn", "arn:x"))
                                .put("credentialId", hex(32));
        };
    }

    public static String roleId(int who) {
        return "AROAROLE" + digits(who % 17, 12);
    }

    private static String address(int who) {
        return switch (who % 9) {
            case 0 -> "AWS Internal";
            case 1 -> "2001:db8::" + Integer.toHexString(who + 1);
            case 2 -> "autoscaling.amazonaws.com";
            default -> "198.51.100." + who % 250;
        };
    }

    private String time() {
        return java.time.Instant.ofEpochSecond(millis / 1_000).toString();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String hex(int length) {
        return String.format("%016x%016x", random.nextLong(), random.nextLong()).substring(0, length);
    }

    public static String digits(int number, int length) {
        String text = "00000000000000000" + number;
        return text.substring(text.length() - length);
    }

    /** UTF-8. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
