package io.stakeout.notify.slack.block;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What can be pressed or filled in. */
public sealed interface Element {

    ObjectNode json();

    /** How a button looks. */
    enum Style {
        USUAL,
        PRIMARY,
        DANGER
    }

    /** Comes back to us, with its action and value, when somebody presses it. */
    record Button(String action, String value, Words.Plain text, Style style, Optional<Confirm> confirm)
            implements Element {

        public Button {
            Limits.within("action", action, Limits.ACTION_ID);
            Limits.within("value", value, Limits.VALUE);
            Limits.within("text of a button", text.text(), Limits.BUTTON_TEXT);
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "button").put("action_id", action);
            node.set("text", text.json());
            node.put("value", value);
            if (style != Style.USUAL) {
                node.put("style", style.name().toLowerCase(Locale.ROOT));
            }
            confirm.ifPresent(asked -> node.set("confirm", asked.json()));
            return node;
        }
    }

    /** Opens an address in the browser. Slack tells us of the press all the same, under its action. */
    record Link(String action, String url, Words.Plain text) implements Element {

        public Link {
            Limits.within("action", action, Limits.ACTION_ID);
            Limits.within("address", url, Limits.URL);
            Limits.within("text of a button", text.text(), Limits.BUTTON_TEXT);
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "button").put("action_id", action);
            node.set("text", text.json());
            return node.put("url", url);
        }
    }

    /** A field of a modal for one line or more. */
    record Field(String action, boolean multiline, int longest, Optional<Words.Plain> placeholder) implements Element {

        public Field {
            Limits.within("action", action, Limits.ACTION_ID);
            Limits.within("length of an input", longest, Limits.SECTION_TEXT);
            placeholder.ifPresent(words -> Limits.within("placeholder", words.text(), Limits.PLACEHOLDER));
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "plain_text_input").put("action_id", action);
            node.put("multiline", multiline).put("max_length", longest);
            placeholder.ifPresent(words -> node.set("placeholder", words.json()));
            return node;
        }
    }

    /** One of several. Among actions, a change comes back to us at once, under its action. */
    record Choice(String action, List<Option> options, Option chosen) implements Element {

        /** Comes back by its value. */
        public record Option(String value, Words.Plain text) {

            public Option {
                Limits.within("value of an option", value, Limits.OPTION_VALUE);
                Limits.within("text of an option", text.text(), Limits.BUTTON_TEXT);
            }

            private ObjectNode json() {
                ObjectNode node = Json.object();
                node.set("text", text.json());
                return node.put("value", value);
            }
        }

        public Choice {
            options = List.copyOf(options);
            Limits.within("action", action, Limits.ACTION_ID);
            Limits.within("options", options.size(), Limits.OPTIONS);
            if (!options.contains(chosen)) {
                throw new IllegalArgumentException("what is chosen is one of the options");
            }
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "static_select").put("action_id", action);
            node.set("options", Json.array(options.stream().map(Option::json).toList()));
            node.set("initial_option", chosen.json());
            return node;
        }
    }
}
