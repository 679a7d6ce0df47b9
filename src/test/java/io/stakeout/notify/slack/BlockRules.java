package io.stakeout.notify.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** What Slack refuses of Block Kit, by its documentation and not by our own types: the judge of what these render. */
final class BlockRules {

    private final List<String> broken = new ArrayList<>();

    private BlockRules() {}

    /** Of the blocks of a message; empty when Slack would take them. */
    static List<String> ofMessage(JsonNode blocks) {
        BlockRules rules = new BlockRules();
        rules.check(blocks.isArray(), "blocks are an array");
        rules.check(blocks.size() <= 50, "50 blocks");
        blocks.forEach(block -> rules.block(block, Set.of("header", "section", "context", "actions", "divider")));
        rules.distinctActions(blocks);
        return rules.broken;
    }

    /** Of a modal. */
    static List<String> ofView(JsonNode view) {
        BlockRules rules = new BlockRules();
        rules.check(view.path("type").asText().equals("modal"), "a view is a modal");
        rules.plain(view.path("title"), 24, "title");
        if (view.has("submit")) {
            rules.plain(view.path("submit"), 24, "submit");
        }
        if (view.has("close")) {
            rules.plain(view.path("close"), 24, "close");
        }
        rules.check(view.path("private_metadata").asText().length() <= 3000, "private_metadata 3000");
        rules.check(view.path("callback_id").asText().length() <= 255, "callback_id 255");
        JsonNode blocks = view.path("blocks");
        rules.check(blocks.isArray() && blocks.size() <= 100, "100 blocks");
        blocks.forEach(
                block -> rules.block(block, Set.of("header", "section", "context", "actions", "divider", "input")));
        for (JsonNode block : blocks) {
            rules.check(!block.path("type").asText().equals("input") || view.has("submit"), "input needs submit");
        }
        return rules.broken;
    }

    private void block(JsonNode block, Set<String> types) {
        String type = block.path("type").asText();
        check(types.contains(type), "unknown type of block " + type);
        check(block.path("block_id").asText().length() <= 255, "block_id 255");
        switch (type) {
            case "header" -> plain(block.path("text"), 150, "header");
            case "section" -> section(block);
            case "context" -> context(block);
            case "actions" -> actions(block);
            case "input" -> input(block);
            default -> {}
        }
    }

    private void section(JsonNode block) {
        check(block.has("text") || block.has("fields"), "a section has text or fields");
        if (block.has("text")) {
            text(block.path("text"), 3000, "section text");
        }
        if (block.has("fields")) {
            check(block.path("fields").size() >= 1 && block.path("fields").size() <= 10, "10 fields");
            block.path("fields").forEach(field -> text(field, 2000, "field"));
        }
    }

    private void context(JsonNode block) {
        check(block.path("elements").size() >= 1 && block.path("elements").size() <= 10, "10 elements of a context");
        block.path("elements").forEach(element -> text(element, 3000, "context text"));
    }

    private void actions(JsonNode block) {
        check(block.path("elements").size() >= 1 && block.path("elements").size() <= 25, "25 elements of actions");
        block.path("elements").forEach(this::element);
    }

    private void input(JsonNode block) {
        plain(block.path("label"), 2000, "label");
        JsonNode element = block.path("element");
        check(element.path("action_id").asText().length() <= 255, "action_id 255");
        if (element.path("type").asText().equals("plain_text_input")) {
            check(
                    element.path("max_length").asInt(1) >= 1
                            && element.path("max_length").asInt(1) <= 3000,
                    "max_length");
        }
        if (block.has("hint")) {
            plain(block.path("hint"), 2000, "hint");
        }
    }

    private void element(JsonNode element) {
        if (element.path("type").asText().equals("static_select")) {
            choice(element);
        } else {
            button(element);
        }
    }

    private void choice(JsonNode element) {
        JsonNode options = element.path("options");
        check(!element.path("action_id").asText().isEmpty(), "an action_id");
        check(options.size() >= 1 && options.size() <= 100, "100 options");
        boolean chosen = false;
        for (JsonNode option : options) {
            plain(option.path("text"), 75, "option");
            check(option.path("value").asText().length() <= 150, "value of an option 150");
            chosen |= option.equals(element.path("initial_option"));
        }
        check(!element.has("initial_option") || chosen, "initial_option is one of the options");
    }

    private void button(JsonNode element) {
        check(element.path("type").asText().equals("button"), "only buttons and choices are used");
        plain(element.path("text"), 75, "button text");
        check(!element.path("action_id").asText().isEmpty(), "an action_id");
        check(element.path("action_id").asText().length() <= 255, "action_id 255");
        check(element.path("value").asText().length() <= 2000, "value 2000");
        check(element.path("url").asText().length() <= 3000, "url 3000");
        if (element.has("url")) {
            check(element.path("url").asText().matches("https?://.+"), "a url is http or https");
        }
        check(
                !element.has("style")
                        || Set.of("primary", "danger")
                                .contains(element.path("style").asText()),
                "style is primary or danger");
        if (element.has("confirm")) {
            JsonNode confirm = element.path("confirm");
            plain(confirm.path("title"), 100, "confirm title");
            text(confirm.path("text"), 300, "confirm text");
            plain(confirm.path("confirm"), 30, "confirm button");
            plain(confirm.path("deny"), 30, "deny button");
        }
    }

    private void distinctActions(JsonNode blocks) {
        for (JsonNode block : blocks) {
            List<String> ids = new ArrayList<>();
            if (block.path("type").asText().equals("actions")) {
                block.path("elements")
                        .forEach(element -> ids.add(element.path("action_id").asText()));
            }
            check(ids.size() == Set.copyOf(ids).size(), "each action_id once in a block");
        }
    }

    private void plain(JsonNode text, int most, String what) {
        check(text.path("type").asText().equals("plain_text"), what + " is plain_text");
        text(text, most, what);
    }

    private void text(JsonNode text, int most, String what) {
        String type = text.path("type").asText();
        check(Set.of("plain_text", "mrkdwn").contains(type), what + " is a text object");
        check(!type.equals("plain_text") || !text.has("verbatim"), what + ": verbatim is for mrkdwn");
        check(!type.equals("mrkdwn") || !text.has("emoji"), what + ": emoji is for plain_text");
        int length = text.path("text").asText().length();
        check(length >= 1 && length <= most, what + " has " + length + " characters, 1 to " + most);
    }

    private void check(boolean holds, String rule) {
        if (!holds) {
            broken.add(rule);
        }
    }
}
