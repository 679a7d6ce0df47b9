package io.stakeout.ingest.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.stakeout.testing.JsonMembers;
import io.stakeout.testing.SeededTrail;

import static io.stakeout.testing.JsonMembers.of;
import static io.stakeout.testing.SeededTrail.bytes;

/** Payloads as AWS, an attacker, a broken pipe and nobody would write them; the same for the same seed. */
final class FuzzedTrail {

    static final int CALLERS = 60;

    private static final List<String> OF_INTEREST = List.of(
            "userIdentity",
            "sourceIPAddress",
            "eventTime",
            "eventName",
            "eventSource",
            "awsRegion",
            "arn",
            "principalId",
            "accessKeyId",
            "userName",
            "type",
            "sessionContext",
            "sessionIssuer",
            "sourceIdentity",
            "onBehalfOf",
            "userId",
            "recipientAccountId",
            "accountId",
            "userAgent",
            "messageType",
            "logEvents",
            "detail",
            "Records");

    /** What an attacker may write into a name, an agent or a tag. */
    private final String[] written;

    private final SeededTrail trail;
    private final Random random;
    /** One message in so many is strange. */
    private final int strange;

    FuzzedTrail(long seed, int strange) {
        this.trail = new SeededTrail(seed, CALLERS);
        this.random = trail.random();
        this.strange = strange;
        String suspect = "AKIAUSER" + SeededTrail.digits(7, 12);
        this.written = new String[] {
            "\",\"accessKeyId\":\"" + suspect,
            "\\\",\\\"accessKeyId\\\":\\\"" + suspect,
            "\\\\\",\\\\\"userIdentity\\\\\":{\\\\\"accessKeyId\\\\\":\\\\\"" + suspect,
            "}\"},{\"message\":\"{",
            "}\\\"},{",
            "\\",
            "\\\\",
            "\"",
            "Zoë 火 \uD83D\uDE00 \u0000\n",
            suspect,
            "arn:aws:iam::444455556666:user/user-7",
            "\uD800"
        };
    }

    /** One payload: mostly CloudWatch Logs, gzipped or not, sometimes broken. */
    byte[] payload(int events) {
        int kind = random.nextInt(20);
        String text = kind == 0 ? event() : kind == 1 ? message() : logs(events);
        byte[] plain = bytes(text);
        if (random.nextInt(8 * strange) == 0) {
            plain = damaged(plain);
        }
        return random.nextInt(12) == 0 ? plain : compressed(plain);
    }

    private byte[] compressed(byte[] plain) {
        byte[] gzip = gzip(plain);
        return random.nextInt(8 * strange) == 0 ? damaged(gzip) : gzip;
    }

    private String logs(int events) {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            messages.add(logEvent(i));
        }
        List<String> members = new ArrayList<>(List.of(
                "\"messageType\":\"" + (odd(12) ? "CONTROL_MESSAGE" : "DATA_MESSAGE") + "\"",
                "\"owner\":\"111122223333\"",
                "\"logGroup\":\"trail\"",
                "\"logStream\":\"1_CloudTrail_us-east-1\"",
                "\"subscriptionFilters\":[\"to-stream\"]",
                "\"logEvents\":[" + String.join(odd(8) ? " ,\n" : ",", messages) + "]"));
        if (odd(2)) {
            java.util.Collections.shuffle(members, random);
        }
        if (odd(12)) {
            members.add(members.get(random.nextInt(members.size())));
        }
        return "{" + String.join(odd(8) ? ", " : ",", members) + "}" + (odd(8) ? "\n" : "");
    }

    private String logEvent(int n) {
        List<String> members = new ArrayList<>(List.of(
                "\"id\":" + (odd(4) ? n : "\"3688" + n + "\""),
                "\"timestamp\":168898933" + n,
                "\"message\":" + literal()));
        if (odd(4)) {
            java.util.Collections.shuffle(members, random);
        }
        if (odd(40)) {
            members.remove(random.nextInt(members.size()));
        }
        return "{" + String.join(",", members) + "}";
    }

    /** The message as a JSON string. */
    private String literal() {
        String message = message();
        if (!odd(1)) {
            return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(message)) + "\"";
        }
        return switch (random.nextInt(6)) {
            case 0 -> String.valueOf(random.nextInt());
            case 1 -> "\"" + message + "\"";
            case 2, 3 ->
                of("m", message)
                        .write(new JsonMembers.Style(random, 0, 90))
                        .replaceFirst("^\\{.*?:", "")
                        .replaceFirst("}$", "");
            default -> "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(damaged(message))) + "\"";
        };
    }

    private String event() {
        String type = odd(3) ? "AWS Insight via CloudTrail" : "AWS API Call via CloudTrail";
        List<String> members = new ArrayList<>(List.of(
                "\"version\":\"0\"",
                "\"detail-type\":\"" + type + "\"",
                "\"source\":\"aws.iam\"",
                "\"detail\":" + message()));
        if (odd(2)) {
            java.util.Collections.shuffle(members, random);
        }
        return "{" + String.join(odd(6) ? " , " : ",", members) + "}";
    }

    private String message() {
        JsonMembers record = trail.next();
        if (random.nextInt(4) == 0) {
            record.shuffle(random);
        }
        if (random.nextInt(6) == 0) {
            lookAlikes(record);
        }
        if (random.nextInt(2 * strange) == 0) {
            bend(record);
        }
        return record.write(odd(3) ? new JsonMembers.Style(random, 60, 200) : JsonMembers.Style.plain());
    }

    /** Mentions of others where they mean nothing. */
    private void lookAlikes(JsonMembers record) {
        record.put("requestParameters", of("userIdentity", trail.user(7), "accessKeyId", "AKIAUSER000000000007"));
        record.put("errorMessage", written[random.nextInt(written.length)]);
        record.put(
                "additionalEventData",
                of(written[random.nextInt(written.length)], List.of(trail.role(3), -1.5e-3, true)));
        record.put("userAgent2", written[random.nextInt(written.length)] + written[random.nextInt(written.length)]);
    }

    /** Shapes that AWS never sends: the same key twice, other types, blanks, attackers' text as a value of interest. */
    private void bend(JsonMembers record) {
        JsonMembers object = record;
        while (random.nextInt(3) != 0) {
            List<JsonMembers> inner = object.members.stream()
                    .map(JsonMembers.Member::value)
                    .filter(JsonMembers.class::isInstance)
                    .map(JsonMembers.class::cast)
                    .toList();
            object = inner.isEmpty() ? object : inner.get(random.nextInt(inner.size()));
        }
        Object[] values = {
            null,
            7,
            List.of(),
            "",
            " ",
            trail.user(7),
            trail.role(random.nextInt(CALLERS)),
            "AKIAUSER000000000007",
            written[random.nextInt(written.length)],
            "2001:DB8:0::2",
            "user-7",
            "2023-02-29T11:42:18Z"
        };
        String name = OF_INTEREST.get(random.nextInt(OF_INTEREST.size()));
        JsonMembers.Member member = new JsonMembers.Member(name, values[random.nextInt(values.length)]);
        object.members.add(random.nextInt(object.members.size() + 1), member);
    }

    private byte[] damaged(byte[] bytes) {
        byte[] copy = bytes.clone();
        int at = random.nextInt(copy.length);
        switch (random.nextInt(4)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> copy = Arrays.copyOf(copy, at);
            default -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(20));
        }
        return copy;
    }

    private String damaged(String text) {
        int at = random.nextInt(text.length());
        String junk = "{}[]\":,\\ 0-e\u0001\uFEFFé";
        String one = String.valueOf(junk.charAt(random.nextInt(junk.length())));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + one + text.substring(at + 1);
            case 3 -> text.substring(0, at) + one + text.substring(at);
            default -> random.nextBoolean() ? text + one : one + text;
        };
    }

    private boolean odd(int rarer) {
        return random.nextInt(strange * rarer) == 0;
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
