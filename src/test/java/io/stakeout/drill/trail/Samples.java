package io.stakeout.drill.trail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.trail.CallerIdentity.Type;
import io.stakeout.drill.trail.SessionContext.Issuer;

/** Calls of one made-up account, as the drill's cloud would describe them: {@code samples.jsonl} beside this class. */
final class Samples {

    static final String ACCOUNT = "210987654321";
    static final Instant TIME = Instant.parse("2026-03-01T09:15:42.317Z");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROLE = "arn:aws:iam::210987654321:role/ops/deployer";
    private static final String AGENT = "aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.8 lang/python#3.13";

    private Samples() {}

    /** By name, in the order of the file. */
    static Map<String, ApiEvent> all() {
        Map<String, ApiEvent> all = new LinkedHashMap<>();
        try (InputStream file = Samples.class.getResourceAsStream("samples.jsonl");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode sample = JSON.readTree(line);
                all.put(sample.get("name").asText(), event(sample));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each number is another event. */
    static ApiEvent listUsers(int number) {
        return ApiEvent.at(TIME, user(), "iam.amazonaws.com", "ListUsers")
                .eventId(id("list-users-" + number))
                .requestId(id("list-users-request-" + number))
                .from("203.0.113.9", AGENT)
                .readOnly(true)
                .tlsHost("iam.amazonaws.com")
                .build();
    }

    static CallerIdentity user() {
        return user("arn:aws:iam::210987654321:user/mallory", Optional.of("AKIA5EXAMPLE4MALLORY"));
    }

    static CallerIdentity role() {
        Issuer issuer = new Issuer("Role", "AROA5EXAMPLE4DEPLOYER", ROLE, ACCOUNT, "deployer");
        SessionContext session = new SessionContext(
                TIME.minusSeconds(600), false, Optional.of(issuer), Optional.empty(), Optional.empty());
        return new CallerIdentity(
                Type.ASSUMED_ROLE,
                ACCOUNT,
                "AROA5EXAMPLE4DEPLOYER:night-run",
                "arn:aws:sts::210987654321:assumed-role/deployer/night-run",
                Optional.empty(),
                Optional.of("ASIA5EXAMPLE4NIGHTRN"),
                Optional.of(session),
                Optional.empty());
    }

    static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** JSON with ' for ". */
    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static ApiEvent event(JsonNode sample) {
        String name = sample.get("name").asText();
        CallerIdentity caller = caller(sample.get("by").asText());
        ApiEventBuilder event = ApiEvent.at(
                        TIME,
                        caller,
                        sample.get("source").asText(),
                        sample.get("event").asText())
                .eventId(id(name))
                .requestId(id(name + " request"))
                .recipientAccountId(ACCOUNT)
                .readOnly(sample.get("readOnly").asBoolean())
                .dataEvent(sample.path("data").asBoolean())
                .eventType(sample.path("type").asText(ApiEvent.API_CALL));
        if (caller.invokedBy().isEmpty()) {
            event.from("203.0.113.9", AGENT);
        }
        given(sample, "host", host -> event.tlsHost(host.asText()));
        given(sample, "shared", id -> event.sharedEventId(id.asText()));
        given(sample, "request", request -> event.requestParameters((ObjectNode) request));
        given(sample, "response", response -> event.responseElements((ObjectNode) response));
        given(sample, "additional", data -> event.additionalEventData((ObjectNode) data));
        given(sample, "failure", why -> event.failure(text(why, "code"), text(why, "message")));
        sample.path("resources")
                .forEach(touched ->
                        event.resource(text(touched, "accountId"), text(touched, "type"), text(touched, "arn")));
        return event.build();
    }

    private static void given(JsonNode sample, String member, Consumer<JsonNode> then) {
        if (sample.has(member)) {
            then.accept(sample.get(member));
        }
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).asText();
    }

    private static CallerIdentity caller(String by) {
        return switch (by) {
            case "user" -> user();
            case "role" -> role();
            case "ec2" -> CallerIdentity.service("ec2.amazonaws.com");
            case "signed-in" -> user(user().arn(), Optional.empty());
            case "unproved" -> user("", Optional.of(""));
            default -> throw new IllegalArgumentException("who is " + by + "?");
        };
    }

    private static CallerIdentity user(String arn, Optional<String> key) {
        return new CallerIdentity(
                Type.IAM_USER,
                ACCOUNT,
                "AIDA5EXAMPLE4MALLORY2",
                arn,
                Optional.of("mallory"),
                key,
                Optional.empty(),
                Optional.empty());
    }
}
