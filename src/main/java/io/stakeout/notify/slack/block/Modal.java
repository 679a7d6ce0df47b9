package io.stakeout.notify.slack.block;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A view that lies over Slack until it is sent or closed.
 *
 * @param callback under which it comes back
 * @param submit empty for one that only tells; a modal with an input needs it
 * @param metadata comes back as it went; Slack shows it to nobody, and anybody's browser holds it
 */
public record Modal(
        String callback,
        Words.Plain title,
        Optional<Words.Plain> submit,
        Words.Plain close,
        String metadata,
        List<Block> blocks) {

    public Modal {
        blocks = List.copyOf(blocks);
        Limits.within("callback", callback, Limits.ACTION_ID);
        Limits.within("title of a modal", title.text(), Limits.MODAL_TITLE);
        submit.ifPresent(words -> Limits.within("button of a modal", words.text(), Limits.MODAL_TITLE));
        Limits.within("button of a modal", close.text(), Limits.MODAL_TITLE);
        if (metadata.length() > Limits.PRIVATE_METADATA) {
            throw new IllegalArgumentException("private metadata is longer than " + Limits.PRIVATE_METADATA);
        }
        Limits.within("blocks of a modal", blocks.size(), Limits.BLOCKS_OF_A_MODAL);
        if (submit.isEmpty() && blocks.stream().anyMatch(Block.Input.class::isInstance)) {
            throw new IllegalArgumentException("a modal with an input has a button that sends it");
        }
    }

    public String json() {
        ObjectNode node = Json.object().put("type", "modal").put("callback_id", callback);
        node.set("title", title.json());
        submit.ifPresent(words -> node.set("submit", words.json()));
        node.set("close", close.json());
        node.put("private_metadata", metadata);
        node.set("blocks", Json.array(blocks.stream().map(Block::json).toList()));
        return Json.write(node);
    }
}
