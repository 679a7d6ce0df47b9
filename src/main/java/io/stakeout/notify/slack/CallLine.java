package io.stakeout.notify.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/**
 * An entry of a room as one line. Pure.
 *
 * <p>What the suspect wrote stands in code, where Slack formats nothing; each line has a bound of its own, so that a long
 * one can't push out the next.
 */
final class CallLine {

    /** Ten of them fit into a section. */
    static final int LONGEST = 270;

    private static final int OBJECT = 60;
    private static final int WORDS = 160;

    private final JsonNode entry;
    private final Optional<Instant> cutOff;

    CallLine(JsonNode entry, Optional<Instant> cutOff) {
        this.entry = entry;
        this.cutOff = cutOff;
    }

    boolean call() {
        return entry.path("kind").asText().equals("activity");
    }

    /** What Stakeout says of Slack itself stays in the room: it may be about somebody who reads here. */
    boolean ofTheRoomAlone() {
        return entry.path("action").asText().startsWith(SlackHolds.ACTION);
    }

    /** Lines that are alike are told once, with how often. */
    String alike() {
        return mark() + " "
                + (call() ? entry.path("sentence").asText() : entry.path("seq").asText());
    }

    Words.Marked words(int times) {
        Writing line = Writing.within(LONGEST);
        line.own(Clockwork.second(at()) + "  ").bold(mark()).own("  ");
        write(line, OBJECT);
        if (times > 1) {
            line.own(" ×" + times);
        }
        return line.words();
    }

    /** For a message of its own. */
    void write(Writing line, int longestObject) {
        if (!call()) {
            String actor = entry.path("actor").asText();
            line.foreign(actor.isEmpty() ? text() : actor + " " + text(), WORDS);
            return;
        }
        entry.path("parts").forEach(part -> {
            String text = part.path(1).asText();
            switch (part.path(0).asText()) {
                case "object", "actor" -> line.code(text, longestObject);
                default -> line.foreign(text, WORDS);
            }
        });
    }

    /** Where and when a call was made. */
    Words.Marked circumstances() {
        Writing line = Writing.within(LONGEST);
        line.own(Clockwork.second(at()) + " UTC");
        lag().ifPresent(lag -> line.own(", +" + Clockwork.span(lag)));
        for (String member : new String[] {"sourceIp", "region", "account"}) {
            String value = entry.path(member).asText("");
            if (!value.isEmpty() && !entry.path(member).isNull()) {
                line.own(" · ").foreign(value, OBJECT);
            }
        }
        return line.words();
    }

    /** Class and outcome by a sign and a word: never by colour alone. */
    String mark() {
        if (!call()) {
            return "· " + entry.path("kind").asText().toUpperCase(Locale.ROOT);
        }
        boolean after = cutOff.isPresent()
                && eventTime().filter(at -> at.isAfter(cutOff.get())).isPresent();
        String outcome = entry.path("outcome").asText();
        if (outcome.equals("denied")) {
            return "⊘ DENIED";
        }
        if (after && outcome.equals("ok")) {
            return "▲ AFTER CUT-OFF";
        }
        return switch (entry.path("class").asText()) {
            case "tamper" -> "▲ TAMPER";
            case "identity" -> "⇄ IDENTITY";
            case "write" -> "✎ WRITE";
            default -> "● READ";
        };
    }

    /** What comes first when not all of it can be told. */
    int weight() {
        return switch (mark()) {
            case "▲ AFTER CUT-OFF" -> 0;
            case "▲ TAMPER" -> 1;
            case "⇄ IDENTITY" -> 2;
            case "✎ WRITE" -> 3;
            case "⊘ DENIED" -> 4;
            case "● READ" -> 6;
            default -> 5;
        };
    }

    Instant at() {
        return eventTime().or(() -> time("at")).orElse(Instant.EPOCH);
    }

    private String text() {
        return entry.path("text").asText(entry.path("what").asText(""));
    }

    private Optional<Instant> eventTime() {
        return time("eventTime");
    }

    private Optional<Duration> lag() {
        return eventTime()
                .flatMap(event -> time("arrivedAt").map(arrived -> Duration.between(event, arrived)))
                .filter(lag -> !lag.isNegative());
    }

    private Optional<Instant> time(String member) {
        JsonNode node = entry.path(member);
        try {
            return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }
}
