package io.stakeout.notify.slack.in;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.stakeout.Problem;

/**
 * Reads what Slack says, in the form that it has over HTTP and over a socket alike. What is needed and missing, or has
 * another type, makes the call unreadable; what isn't needed isn't looked at. Pure.
 *
 * <p>Shapes: Slack's reference of interaction payloads ({@code block_actions}, {@code view_submission}), of slash commands,
 * and of the Events API.
 */
final class CallReader {

    static final int MOST_TEXT = 3_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_FIELDS = 40;

    private CallReader() {}

    static JsonNode json(byte[] body) {
        return tree(() -> MAPPER.readTree(body));
    }

    static JsonNode json(String text) {
        return tree(() -> MAPPER.readTree(text));
    }

    private interface Source {
        JsonNode read() throws IOException;
    }

    private static JsonNode tree(Source source) {
        try {
            JsonNode tree = source.read();
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            throw unreadable("the body is no JSON");
        }
        throw unreadable("the body is no JSON object");
    }

    /** A slash command, whose fields come as a form or as a JSON object of texts. */
    static Call command(Map<String, String> form) {
        return new Call.Command(
                caller(form.get("user_id"), form.get("team_id")),
                id(form.get("trigger_id"), "trigger_id"),
                Optional.ofNullable(form.get("response_url")),
                bounded(form.getOrDefault("text", "")));
    }

    static Call command(JsonNode payload) {
        Map<String, String> form = new HashMap<>();
        payload.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                form.put(field.getKey(), field.getValue().textValue());
            }
        });
        return command(form);
    }

    static Call interaction(JsonNode payload) {
        String type = payload.path("type").asText("");
        return switch (type) {
            case "block_actions" -> click(payload);
            case "view_submission" ->
                new Call.Submission(caller(payload), trigger(payload), view(payload.path("view")));
            default -> new Call.Passed(type);
        };
    }

    static Call event(JsonNode body) {
        String type = body.path("type").asText("");
        if (type.equals("url_verification")) {
            return new Call.Challenge(bounded(text(body, "challenge")));
        }
        if (type.equals("event_callback")) {
            return new Call.Event(id(text(body, "event_id"), "event_id"), bounded(text(body.path("event"), "type")));
        }
        return new Call.Passed(type);
    }

    private static Call click(JsonNode payload) {
        JsonNode action = payload.path("actions").path(0);
        if (!action.isObject()) {
            throw unreadable("actions: names no action");
        }
        Optional<Call.View> view =
                payload.path("view").isObject() ? Optional.of(view(payload.path("view"))) : Optional.empty();
        return new Call.Click(
                caller(payload),
                trigger(payload),
                Optional.ofNullable(payload.path("response_url").textValue()),
                bounded(text(action, "action_id")),
                bounded(value(action)),
                view);
    }

    private static Call.View view(JsonNode view) {
        Map<String, String> values = new HashMap<>();
        for (JsonNode block : view.path("state").path("values")) {
            block.properties().forEach(element -> {
                if (values.size() < MOST_FIELDS) {
                    values.put(element.getKey(), bounded(value(element.getValue())));
                }
            });
        }
        return new Call.View(
                id(text(view, "id"), "view.id"),
                bounded(view.path("callback_id").asText("")),
                bounded(view.path("private_metadata").asText("")),
                values);
    }

    /** What a button carries, what was typed, chosen or ticked; empty when nothing was. */
    private static String value(JsonNode element) {
        if (element.path("value").isTextual()) {
            return element.path("value").textValue();
        }
        if (element.path("selected_option").isObject()) {
            return element.path("selected_option").path("value").asText("");
        }
        if (element.path("selected_options").isArray()) {
            return element.path("selected_options").path(0).path("value").asText("");
        }
        return element.path("selected_user").asText("");
    }

    private static Caller caller(JsonNode payload) {
        JsonNode user = payload.path("user");
        String team = user.path("team_id").isTextual()
                ? user.path("team_id").textValue()
                : payload.path("team").path("id").asText(null);
        return caller(user.path("id").textValue(), team);
    }

    private static Caller caller(String user, String team) {
        if (!Caller.isId(user) || !Caller.isId(team)) {
            throw unreadable("it doesn't say which user of which workspace did it");
        }
        return new Caller(user, team);
    }

    private static String trigger(JsonNode payload) {
        return id(payload.path("trigger_id").textValue(), "trigger_id");
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).textValue();
        if (text == null) {
            throw unreadable(field + ": is missing");
        }
        return text;
    }

    private static String id(String text, String field) {
        if (text == null || !text.matches("[\\x21-\\x7e]{1,200}")) {
            throw unreadable(field + ": is missing or no id");
        }
        return text;
    }

    private static String bounded(String text) {
        if (text.length() > MOST_TEXT) {
            throw unreadable("a text in it is longer than " + MOST_TEXT + " characters");
        }
        return text;
    }

    private static Problem unreadable(String why) {
        return Problem.invalid("Not understood", "This isn't what Slack sends: " + why + ". Nothing was done.");
    }
}
