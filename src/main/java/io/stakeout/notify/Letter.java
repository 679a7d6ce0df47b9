package io.stakeout.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.cloudtrail.Text;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;

/**
 * News as plain text, for channels that have nothing else. What suspects wrote is in it with everything hidden made visible,
 * on one line each: no line of ours can be forged by it. Pure.
 *
 * @param subject at most {@value #MOST_SUBJECT} characters of one line
 */
public record Letter(String subject, List<String> lines) {

    /** Of a subject, in characters. */
    public static final int MOST_SUBJECT = 150;

    private static final int MOST_LINE = 1_000;
    private static final int MOST_TITLE = 80;

    public Letter {
        subject = Text.shown(subject, MOST_SUBJECT);
        lines = lines.stream().map(line -> Text.shown(line, MOST_LINE)).toList();
    }

    /** @param link of the incident's room, where people have an address for it */
    public static Letter of(News news, Optional<String> link) {
        List<String> lines = new ArrayList<>();
        lines.add(news.text());
        news.of().ifPresent(room -> {
            lines.add("Incident " + room.id() + ": " + room.title());
            lines.add("Severity " + room.severity().id() + ", " + room.state());
            if (!room.suspects().isEmpty()) {
                String more = room.moreSuspects() > 0 ? " and " + room.moreSuspects() + " more" : "";
                lines.add("Suspects: " + String.join(", ", room.suspects()) + more);
            }
        });
        if (news instanceof News.SignalSaid signal) {
            lines.add("For the team " + signal.team().name() + ": "
                    + signal.team().reason());
        }
        lines.add("At " + news.at() + " (UTC)");
        link.filter(url -> news.of().isPresent()).ifPresent(url -> lines.add("Room: " + url));
        return new Letter(subject(news), lines);
    }

    private static String subject(News news) {
        String word = news.kind().id().replace('-', ' ');
        String about = news.of()
                .map(room -> word + ": incident " + room.id() + ", " + title(room))
                .orElse(news.kind() == io.stakeout.notify.news.Kind.SIGNAL ? "signal: " + news.text() : word);
        return "[Stakeout] " + about;
    }

    private static String title(Room room) {
        return Text.shown(room.title(), MOST_TITLE);
    }

    /** As the body of a draft. */
    public ObjectNode json() {
        ObjectNode body = NotifyJson.object().put("subject", subject);
        lines.forEach(body.putArray("lines")::add);
        return body;
    }

    /** Of an item, and of those that go with it: then one letter has them all, oldest first, up to so many characters. */
    public static Letter of(Item item, int most) {
        if (item.others().isEmpty()) {
            return of(item.body());
        }
        List<String> lines = new ArrayList<>();
        int all = item.others().size() + 1;
        lines.add(all + " messages that could not be sent since " + item.since() + ":");
        int length = 0;
        List<Item> items = new ArrayList<>(List.of(item));
        items.addAll(item.others());
        for (int i = 0; i < items.size(); i++) {
            Letter one = of(items.get(i).body());
            length += one.lines.stream().mapToInt(line -> line.length() + 1).sum();
            if (length > most) {
                lines.add("… and " + (all - i) + " more: see the rooms");
                break;
            }
            lines.add("");
            lines.add(one.subject);
            lines.addAll(one.lines);
        }
        return new Letter("[Stakeout] " + all + " messages since " + item.since(), lines);
    }

    private static Letter of(JsonNode body) {
        List<String> lines = new ArrayList<>();
        body.path("lines").forEach(line -> lines.add(line.asText()));
        return new Letter(body.path("subject").asText(), lines);
    }

    /** With {@code \n} between lines. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }
}
