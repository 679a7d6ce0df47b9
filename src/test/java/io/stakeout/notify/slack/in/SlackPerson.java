package io.stakeout.notify.slack.in;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import io.stakeout.notify.slack.LoopbackSlack;
import io.stakeout.notify.slack.LoopbackWorkspace;

import static io.restassured.RestAssured.given;

/** Somebody in Slack, whose deeds reach us as Slack sends them: signed, by form, with ids of their own. */
public final class SlackPerson {

    public static final String SECRET = "signing-secret-of-tests";

    /** Bytes as they are signed, whatever they are said to be. */
    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY)
                    .encodeContentTypeAs("application/json", ContentType.BINARY)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String user;
    private final String team;

    public SlackPerson(String user) {
        this(user, LoopbackWorkspace.TEAM);
    }

    public SlackPerson(String user, String team) {
        this.user = user;
        this.team = team;
    }

    /** An id that nobody has yet. */
    public static String freshId() {
        return "U0TEST%04d".formatted(NUMBER.incrementAndGet());
    }

    public String user() {
        return user;
    }

    public static String trigger() {
        return NUMBER.incrementAndGet() + ".1234.abcdef";
    }

    public Response command(String text) {
        return command(text, trigger());
    }

    public Response command(String text, String trigger) {
        Map<String, String> form = new HashMap<>();
        form.put("command", "/stakeout");
        form.put("text", text);
        form.put("user_id", user);
        form.put("team_id", team);
        form.put("channel_id", "C0GENERAL");
        form.put("trigger_id", trigger);
        form.put("response_url", LoopbackSlack.responseUrl(user));
        return send("/api/slack/commands", form);
    }

    public Response press(String action, String value) {
        return press(action, value, trigger());
    }

    /** A button in a message. */
    public Response press(String action, String value, String trigger) {
        ObjectNode payload = payload("block_actions", trigger);
        payload.put("response_url", LoopbackSlack.responseUrl(user));
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("value", value)
                .put("action_ts", "1790000000.000100");
        return interact(payload);
    }

    /** Another choice in a view. */
    public Response choose(LoopbackWorkspace.View view, String action, String value) {
        ObjectNode payload = payload("block_actions", trigger());
        ObjectNode chosen = payload.putArray("actions").addObject();
        chosen.put("type", "static_select").put("action_id", action);
        chosen.putObject("selected_option").put("value", value);
        view(payload, view, Map.of());
        return interact(payload);
    }

    /** Sends a view as it is now, with what is filled in. */
    public Response submit(LoopbackWorkspace.View view, Map<String, String> values) {
        ObjectNode payload = payload("view_submission", trigger());
        view(payload, view, values);
        return interact(payload);
    }

    private static void view(ObjectNode payload, LoopbackWorkspace.View view, Map<String, String> values) {
        ObjectNode node = payload.putObject("view");
        node.put("id", view.id());
        node.put("callback_id", view.view().path("callback_id").asText());
        node.put("private_metadata", view.view().path("private_metadata").asText());
        ObjectNode state = node.putObject("state").putObject("values");
        values.forEach((name, value) -> state.putObject(name)
                .putObject(name)
                .put("type", "plain_text_input")
                .put("value", value));
    }

    private ObjectNode payload(String type, String trigger) {
        ObjectNode payload = JSON.createObjectNode().put("type", type).put("trigger_id", trigger);
        payload.putObject("user").put("id", user).put("username", "somebody").put("team_id", team);
        payload.putObject("team").put("id", LoopbackWorkspace.TEAM);
        return payload;
    }

    private static Response interact(ObjectNode payload) {
        return send("/api/slack/interactivity", Map.of("payload", payload.toString()));
    }

    public static Response event(String json) {
        return signed("/api/slack/events", json.getBytes(StandardCharsets.UTF_8), "application/json", SECRET);
    }

    private static Response send(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return signed(path, bytes, "application/x-www-form-urlencoded", SECRET);
    }

    static Response signed(String path, byte[] body, String type, String secret) {
        String at = Long.toString(Clock.systemUTC().instant().getEpochSecond());
        return given().config(AS_IT_IS)
                .header("X-Slack-Request-Timestamp", at)
                .header("X-Slack-Signature", signature(secret, at, body))
                .header("Content-Type", type)
                .body(body)
                .post(path);
    }

    static String signature(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
