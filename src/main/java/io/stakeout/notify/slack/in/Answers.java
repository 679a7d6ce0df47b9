package io.stakeout.notify.slack.in;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Modal;
import io.stakeout.notify.slack.block.Words;

/** The JSON of what people get back. Pure. */
final class Answers {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Answers() {}

    /** A message below what was done, for the person alone; or in place of the message in which the button was. */
    static String message(boolean replace, Words.Marked text) {
        ObjectNode node = object();
        node.put("response_type", "ephemeral").put("replace_original", replace).put("text", text.text());
        return write(node.set("blocks", tree(Block.message(List.of(new Block.Section(text))))));
    }

    static Answer challenge(String text) {
        return Answer.of(write(object().put("challenge", text)));
    }

    /** What a view that was sent becomes. */
    static Answer submission(Outcome outcome) {
        if (outcome instanceof Outcome.Wrong wrong) {
            ObjectNode node = object().put("response_action", "errors");
            ObjectNode errors = node.putObject("errors");
            wrong.errors().forEach(errors::put);
            return Answer.of(write(node));
        }
        if (outcome instanceof Outcome.Shown shown) {
            return update(shown.view());
        }
        if (outcome instanceof Outcome.Told told) {
            return update(Modals.note(told.text()));
        }
        return Answer.of(write(object().put("response_action", "clear")));
    }

    private static Answer update(Modal view) {
        ObjectNode node = object().put("response_action", "update");
        return Answer.of(write(node.set("view", tree(view.json()))));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON is JSON", e);
        }
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers always has a JSON form", e);
        }
    }
}
