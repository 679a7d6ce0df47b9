package io.stakeout.notify.slack.block;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A part of a message or of a modal. */
public sealed interface Block {

    ObjectNode json();

    /** The blocks of a message, as Slack takes them. */
    static String message(List<Block> blocks) {
        Limits.within("blocks of a message", blocks.size(), Limits.BLOCKS_OF_A_MESSAGE);
        return Json.write(Json.array(blocks.stream().map(Block::json).toList()));
    }

    record Header(Words.Plain text) implements Block {

        public Header {
            Limits.within("text of a header", text.text(), Limits.HEADER_TEXT);
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "header");
            node.set("text", text.json());
            return node;
        }
    }

    record Section(Words text) implements Block {

        public Section {
            Limits.within("text of a section", text.text(), Limits.SECTION_TEXT);
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "section");
            node.set("text", text.json());
            return node;
        }
    }

    /** Two columns. */
    record Fields(List<? extends Words> fields) implements Block {

        public Fields {
            fields = List.copyOf(fields);
            Limits.within("fields of a section", fields.size(), Limits.FIELDS);
            fields.forEach(field -> Limits.within("text of a field", field.text(), Limits.FIELD_TEXT));
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "section");
            node.set("fields", Json.array(fields.stream().map(Words::json).toList()));
            return node;
        }
    }

    /** Small print. */
    record Context(List<? extends Words> elements) implements Block {

        public Context {
            elements = List.copyOf(elements);
            Limits.within("elements of a context", elements.size(), Limits.CONTEXT_ELEMENTS);
            elements.forEach(words -> Limits.within("text of a context", words.text(), Limits.SECTION_TEXT));
        }

        public static Context of(Words words) {
            return new Context(List.of(words));
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "context");
            node.set("elements", Json.array(elements.stream().map(Words::json).toList()));
            return node;
        }
    }

    record Actions(List<Element> elements) implements Block {

        public Actions {
            elements = List.copyOf(elements);
            Limits.within("elements of actions", elements.size(), Limits.ACTIONS);
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "actions");
            node.set("elements", Json.array(elements.stream().map(Element::json).toList()));
            return node;
        }
    }

    record Divider() implements Block {

        @Override
        public ObjectNode json() {
            return Json.object().put("type", "divider");
        }
    }

    /** Of a modal: something to fill in. Its value comes back under this block's id and the element's action. */
    record Input(String id, Words.Plain label, Element.Field element, Optional<Words.Plain> hint) implements Block {

        public Input {
            Limits.within("id of a block", id, Limits.ACTION_ID);
            Limits.within("label", label.text(), Limits.LABEL);
            hint.ifPresent(words -> Limits.within("hint", words.text(), Limits.LABEL));
        }

        @Override
        public ObjectNode json() {
            ObjectNode node = Json.object().put("type", "input").put("block_id", id);
            node.set("label", label.json());
            node.set("element", element.json());
            hint.ifPresent(words -> node.set("hint", words.json()));
            return node;
        }
    }
}
