package io.stakeout.notify.slack.block;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Asks once more before a button does what it says. */
public record Confirm(Words.Plain title, Words.Plain text, Words.Plain confirm, Words.Plain deny, boolean danger) {

    public Confirm {
        Limits.within("title of a confirmation", title.text(), Limits.CONFIRM_TITLE);
        Limits.within("text of a confirmation", text.text(), Limits.CONFIRM_TEXT);
        Limits.within("button of a confirmation", confirm.text(), Limits.CONFIRM_BUTTON);
        Limits.within("button of a confirmation", deny.text(), Limits.CONFIRM_BUTTON);
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.set("title", title.json());
        node.set("text", text.json());
        node.set("confirm", confirm.json());
        node.set("deny", deny.json());
        if (danger) {
            node.put("style", "danger");
        }
        return node;
    }
}
