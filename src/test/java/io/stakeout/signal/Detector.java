package io.stakeout.signal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** A source of risk scores, which signs what it sends. */
public final class Detector {

    public static final String RISK = "/api/signals/risk";
    static final String EVENTBRIDGE = "/api/signals/eventbridge";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final String secret;

    public Detector(String name) {
        this(name, "only-secret-of-" + name);
    }

    public Detector(String name, String secret) {
        this.name = name;
        this.secret = secret;
    }

    public static String freshKey() {
        return "AKIASIGNALTEST%06d".formatted(NUMBER.incrementAndGet());
    }

    public static String freshId() {
        return "id-" + NUMBER.incrementAndGet();
    }

    public String body(String id, int score, String key) {
        return body(id, score, "access-key", key);
    }

    public String body(String id, int score, String type, String value) {
        return body(id, score, type, value, "111122223333");
    }

    public String body(String id, int score, String type, String value, String account) {
        return "{\"source\":\"" + name + "\",\"id\":\"" + id + "\",\"score\":" + score
                + ",\"reason\":\"Impossible travel\",\"evidence\":[\"two countries in an hour\"],"
                + "\"observedAt\":\"2026-01-10T03:16:34Z\",\"principal\":{\"type\":\"" + type + "\",\"value\":\""
                + value + "\",\"account\":\"" + account + "\"}}";
    }

    public Response sends(String body) {
        return sends(RISK, body.getBytes(StandardCharsets.UTF_8));
    }

    /** To an application that runs elsewhere. */
    public Response sendsTo(String base, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return signed(bytes, Duration.ZERO).body(bytes).post(base + RISK);
    }

    public Response sends(String path, byte[] body) {
        return signed(body, Duration.ZERO).body(body).post(path);
    }

    /** With the headers of a body, made so long ago. */
    RequestSpecification signed(byte[] body, Duration ago) {
        long seconds = Clock.systemUTC().instant().minus(ago).getEpochSecond();
        return given().contentType("application/json")
                .header("X-Stakeout-Source", name)
                .header("X-Stakeout-Timestamp", seconds)
                .header("X-Stakeout-Signature", "v1=" + hmac(seconds, body));
    }

    private String hmac(long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
