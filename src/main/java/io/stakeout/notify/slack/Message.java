package io.stakeout.notify.slack;

import java.util.List;

import io.stakeout.notify.slack.block.Block;

/**
 * A message as it is shown.
 *
 * @param text what notifications and screen readers have in place of the blocks. Our own words and numbers only: a
 *     notification has no {@code verbatim}, and shows on locked screens
 */
record Message(String text, List<Block> blocks) {

    private static final int LONGEST_TEXT = 300;

    Message {
        blocks = List.copyOf(blocks);
        if (text.isEmpty() || text.length() > LONGEST_TEXT || text.matches("(?s).*[<>&].*")) {
            throw new IllegalArgumentException("no text of a notification: " + text.length() + " characters");
        }
    }

    String blocksJson() {
        return Block.message(blocks);
    }
}
