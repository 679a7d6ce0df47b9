package io.stakeout.notify.slack.block;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.cloudtrail.Text;

/** A text object. */
public sealed interface Words {

    String text();

    ObjectNode json();

    /** Shown as it is, without markup, links, mentions or emoji. */
    record Plain(String text) implements Words {

        /** What hides or reorders is made visible, and what is too long is cut. */
        public static Plain of(String text, int most) {
            return new Plain(Text.shown(text.isBlank() ? "-" : text, most));
        }

        @Override
        public ObjectNode json() {
            return Json.object().put("type", "plain_text").put("text", text).put("emoji", false);
        }
    }

    /**
     * Slack's markup, made by {@link Writing} alone. {@code verbatim}: Slack then turns no address, channel name or user
     * name in it into a link or a mention; what it would still obey, {@code <…>}, the writing has escaped.
     *
     * @see <a href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object">Text object</a>
     */
    record Marked(String text) implements Words {

        @Override
        public ObjectNode json() {
            return Json.object().put("type", "mrkdwn").put("text", text).put("verbatim", true);
        }
    }
}
