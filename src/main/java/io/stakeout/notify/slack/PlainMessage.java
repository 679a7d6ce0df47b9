package io.stakeout.notify.slack;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/** What is told outside of an incident's thread. Pure. */
final class PlainMessage {

    private static final int WORDS = 600;
    private static final int NAME = 100;
    private static final int FOOT = 500;

    private PlainMessage() {}

    static Message test(JsonNode body) {
        return of(
                "Test message of Stakeout",
                Writing.within(Limits.SECTION_TEXT)
                        .bold("Test.")
                        .own(" ")
                        .foreign(body.path("text").asText(), WORDS));
    }

    static Message anchor(JsonNode body) {
        return of(
                "Anchor of the audit",
                Writing.within(Limits.SECTION_TEXT)
                        .bold("Audit anchor.")
                        .own(" lines ")
                        .code(body.path("lines").asText(), NAME)
                        .own(" head ")
                        .code(body.path("head").asText(), NAME));
    }

    /** Of a signal, to the team that a playbook names for it. */
    static Message signal(JsonNode body, RoomAddress address) {
        Writing line = Writing.within(Limits.SECTION_TEXT).bold("Signal:").own(" ");
        line.foreign(body.path("text").asText(), WORDS);
        Writing foot =
                Writing.within(FOOT).own("for team ").foreign(body.path("team").asText(), NAME);
        foot.own(": ").foreign(body.path("reason").asText(), NAME * 2);
        if (body.path("fallback").asBoolean()) {
            foot.own(" · nobody else is known for it");
        }
        if (body.path("seen").asLong() > 1) {
            foot.own(" · told " + body.path("seen").asLong() + " times");
        }
        Optional.of(body.path("incident")).filter(JsonNode::isNumber).ifPresent(incident -> {
            foot.own(" · ");
            address.write(foot, incident.asLong());
        });
        return new Message(
                "A signal for your team", List.of(new Block.Section(line.words()), Block.Context.of(foot.words())));
    }

    private static Message of(String text, Writing line) {
        Words.Marked words = line.words();
        return new Message(text, List.of(new Block.Section(words)));
    }
}
