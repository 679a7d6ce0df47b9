package io.stakeout.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

/**
 * An attack across two accounts, written by hand: from the key of mallory in A by a role into B, from there into another
 * role that makes the user eve and resets bob's password, by eve's session token back into A; and bystanders beside it.
 * Each call says by which identifiers it is somebody's, and what it hands out, so that what has to be found can be worked
 * out without the code under test.
 */
final class ThreeHops {

    /**
     * @param by whoever holds one of these made the call
     * @param hands what it hands out
     */
    record Call(String id, String json, Set<String> by, Set<String> hands) {}

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final String n = String.format("%04d", NUMBER.incrementAndGet());
    final String a = "11111111" + n;
    final String b = "22222222" + n;
    final String seed = key("AKIA", "SEED");
    final String toB = key("ASIA", "TOBB");
    final String admin = key("ASIA", "ADMI");
    final String evesKey = key("AKIA", "EVEE");
    final String evesToken = key("ASIA", "EVET");
    final String backInA = key("ASIA", "BACK");
    final String carolsNewKey = key("AKIA", "CARN");
    final String eve = "arn:aws:iam::" + b + ":user/eve";
    final String bob = "arn:aws:iam::" + b + ":user/bob";
    final String carol = "arn:aws:iam::" + a + ":user/carol";
    final String deploy = "arn:aws:sts::" + b + ":assumed-role/deploy/ci";
    final List<Call> calls = new ArrayList<>();

    private int minute;
    private ObjectNode last;

    ThreeHops() {
        String mallory = "arn:aws:iam::" + a + ":user/mallory";
        String adminSession = "arn:aws:sts::" + b + ":assumed-role/admin/chain";
        String ops = "arn:aws:sts::" + a + ":assumed-role/ops/back";
        add("bob-before", user(bob, key("AKIA", "BOBB")), b, "s3", "ListBuckets", "{}", "{}", Set.of(), Set.of());
        add("c1", user(mallory, seed), a, "sts", "GetCallerIdentity", "{}", "{}", Set.of(seed), Set.of());
        ObjectNode into = add(
                "c2",
                user(mallory, seed),
                a,
                "sts",
                "AssumeRole",
                role(b, "deploy", "ci"),
                assumed(deploy, toB),
                Set.of(seed),
                Set.of(toB, deploy));
        into.put("sharedEventID", "shared-" + n + "-1");
        rewrite(into);
        ObjectNode twin = add(
                "twin",
                account(a, "AIDAMALLORY" + n),
                b,
                "sts",
                "AssumeRole",
                role(b, "deploy", "ci"),
                assumed(deploy, toB),
                Set.of(),
                Set.of());
        twin.put("sharedEventID", "shared-" + n + "-1");
        rewrite(twin);
        add("c3", session(deploy, toB), b, "s3", "ListBuckets", "{}", "{}", Set.of(toB), Set.of());
        add("bot", session(deploy, key("ASIA", "BOTT")), b, "s3", "PutObject", "{}", "{}", Set.of(), Set.of());
        add(
                "c4",
                session(deploy, toB),
                b,
                "sts",
                "AssumeRole",
                role(b, "admin", "chain"),
                assumed(adminSession, admin),
                Set.of(toB),
                Set.of(admin, adminSession));
        add("keyless", session(deploy, null), b, "s3", "GetObject", "{}", "{}", Set.of(deploy), Set.of());
        add(
                "c5",
                session(adminSession, admin),
                b,
                "iam",
                "CreateUser",
                "{\"userName\":\"eve\"}",
                "{\"user\":{\"arn\":\"" + eve + "\",\"userId\":\"AIDAEVE\",\"userName\":\"eve\"}}",
                Set.of(admin),
                Set.of(eve));
        add(
                "c6",
                session(adminSession, admin),
                b,
                "iam",
                "CreateLoginProfile",
                "{\"userName\":\"eve\"}",
                "{\"loginProfile\":{\"userName\":\"eve\"}}",
                Set.of(admin),
                Set.of(eve));
        add(
                "c7",
                session(adminSession, admin),
                b,
                "iam",
                "CreateAccessKey",
                "{\"userName\":\"eve\"}",
                "{\"accessKey\":{\"userName\":\"eve\",\"accessKeyId\":\"" + evesKey + "\"}}",
                Set.of(admin),
                Set.of(evesKey));
        add("denied", session(adminSession, admin), b, "sts", "AssumeRole", "null", "null", Set.of(admin), Set.of())
                .put("errorCode", "AccessDenied");
        rewriteLast();
        add(
                "c8",
                user(eve, null),
                b,
                "signin",
                "ConsoleLogin",
                "null",
                "{\"ConsoleLogin\":\"Success\"}",
                Set.of(eve),
                Set.of());
        String signedIn = time();
        ObjectNode console = user(eve, key("ASIA", "CONS"));
        console.putObject("sessionContext").putObject("attributes").put("creationDate", signedIn);
        add("c9", console, b, "iam", "ListUsers", "{}", "{}", Set.of(eve), Set.of());
        add(
                "c10",
                user(eve, evesKey),
                b,
                "sts",
                "GetSessionToken",
                "{}",
                "{\"credentials\":{\"accessKeyId\":\"" + evesToken + "\"}}",
                Set.of(evesKey, eve),
                Set.of(evesToken));
        add("c11", user(eve, evesToken), b, "s3", "ListBuckets", "{}", "{}", Set.of(evesToken, eve), Set.of());
        ObjectNode back = add(
                "c12",
                user(eve, evesToken),
                b,
                "sts",
                "AssumeRole",
                role(a, "ops", "back"),
                assumed(ops, backInA),
                Set.of(evesToken, eve),
                Set.of(backInA, ops));
        back.put("sharedEventID", "shared-" + n + "-2");
        rewrite(back);
        add("c13", session(ops, backInA), a, "s3", "DeleteBucket", "{}", "{}", Set.of(backInA), Set.of());
        add(
                "c14",
                session(adminSession, admin),
                b,
                "iam",
                "UpdateLoginProfile",
                "{\"userName\":\"bob\"}",
                "null",
                Set.of(admin),
                Set.of(bob));
        add("bob-after", user(bob, key("AKIA", "BOBB")), b, "s3", "ListBuckets", "{}", "{}", Set.of(bob), Set.of());
        add(
                "off",
                user("arn:aws:iam::" + a + ":user/responder", key("AKIA", "RESP")),
                a,
                "iam",
                "UpdateAccessKey",
                "{\"accessKeyId\":\"" + seed + "\",\"status\":\"Inactive\",\"userName\":\"mallory\"}",
                "null",
                Set.of(),
                Set.of());
        add("c17", session(deploy, toB), b, "s3", "GetObject", "{}", "{}", Set.of(toB), Set.of());
        add(
                "c18",
                user(mallory, seed),
                a,
                "iam",
                "CreateAccessKey",
                "{\"userName\":\"carol\"}",
                "{\"accessKey\":{\"userName\":\"carol\",\"accessKeyId\":\"" + carolsNewKey + "\"}}",
                Set.of(seed),
                Set.of(carolsNewKey));
        add("c19", user(carol, carolsNewKey), a, "s3", "ListBuckets", "{}", "{}", Set.of(carolsNewKey), Set.of());
        add("carol", user(carol, key("AKIA", "CARO")), a, "s3", "ListBuckets", "{}", "{}", Set.of(), Set.of());
    }

    /** The calls that belong to the seed: a fixed point over these calls alone. */
    static Set<String> expected(List<Call> present, String seed) {
        Set<String> held = new HashSet<>(Set.of(seed));
        Set<String> found = new HashSet<>();
        int before;
        do {
            before = found.size();
            for (Call call : present) {
                if (call.by.stream().anyMatch(held::contains) && found.add(call.id)) {
                    held.addAll(call.hands);
                }
            }
        } while (found.size() > before);
        return found;
    }

    private String key(String prefix, String name) {
        return prefix + "HOPS" + name + n + "0000";
    }

    private String time() {
        return String.format("2026-01-05T10:%02d:00Z", minute);
    }

    private ObjectNode add(
            String id,
            ObjectNode identity,
            String account,
            String service,
            String name,
            String request,
            String response,
            Set<String> by,
            Set<String> hands) {
        minute++;
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("eventVersion", "1.09");
        record.set("userIdentity", identity);
        record.put("eventTime", time());
        record.put("eventSource", service + ".amazonaws.com");
        record.put("eventName", name);
        record.put("awsRegion", "us-east-1");
        record.put("sourceIPAddress", "198.51.100.7");
        record.put("userAgent", "aws-cli/2.15");
        record.putRawValue("requestParameters", new RawValue(request));
        record.putRawValue("responseElements", new RawValue(response));
        record.put("eventID", id + "-" + n);
        record.put("recipientAccountId", account);
        calls.add(new Call(id, record.toString(), by, hands));
        last = record;
        return record;
    }

    private void rewriteLast() {
        rewrite(last);
    }

    private void rewrite(ObjectNode record) {
        Call call = calls.remove(calls.size() - 1);
        calls.add(new Call(call.id, record.toString(), call.by, call.hands));
    }

    private static ObjectNode identity(String type, String arn, String key) {
        ObjectNode identity = JsonNodeFactory.instance.objectNode().put("type", type);
        identity.put("arn", arn).put("accountId", arn.split(":")[4]);
        if (key != null) {
            identity.put("accessKeyId", key);
        }
        return identity;
    }

    private static ObjectNode user(String arn, String key) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return identity("IAMUser", arn, key)
                .put("principalId", "AIDA" + name.toUpperCase(Locale.ROOT))
                .put("userName", name);
    }

    private static ObjectNode session(String arn, String key) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return identity("AssumedRole", arn, key).put("principalId", "AROAROLE00000000:" + name);
    }

    private static ObjectNode account(String account, String principalId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "AWSAccount")
                .put("principalId", principalId)
                .put("accountId", account);
    }

    private static String role(String account, String role, String session) {
        return "{\"roleArn\":\"arn:aws:iam::" + account + ":role/" + role + "\",\"roleSessionName\":\"" + session
                + "\"}";
    }

    private static String assumed(String arn, String key) {
        return "{\"credentials\":{\"accessKeyId\":\"" + key + "\"},\"assumedRoleUser\":{\"arn\":\"" + arn
                + "\",\"assumedRoleId\":\"AROAROLE00000000:x\"}}";
    }
}
