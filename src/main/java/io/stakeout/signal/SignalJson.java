package io.stakeout.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.cloudtrail.Text;
import io.stakeout.signal.finding.Signal;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

/** What is kept of a signal as JSON, and what its room is told. Bounded; detectors pass on what suspects wrote. */
final class SignalJson {

    private static final int MOST_LINES = 50;
    private static final int MOST_OF_A_LINE = 500;
    private static final int MOST_SUSPECTS = 100;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private SignalJson() {}

    static String suspects(Signal signal) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        signal.suspects().stream().limit(MOST_SUSPECTS).forEach(suspect -> all.add(suspect(suspect)));
        return write(all);
    }

    private static ObjectNode suspect(Suspect suspect) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", suspect.type().id()).put("value", suspect.value());
        suspect.account().ifPresent(account -> node.put("account", account));
        return node;
    }

    static String evidence(Signal signal) {
        return write(lines(signal));
    }

    private static ArrayNode lines(Signal signal) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        signal.evidence().stream()
                .limit(MOST_LINES)
                .map(line -> Text.shown(line, MOST_OF_A_LINE))
                .forEach(all::add);
        return all;
    }

    /**
     * An entry of the room.
     *
     * @param offered whom people may have watched besides
     * @param seen how often it has been told
     * @param text one line for people, and for whoever doesn't know the rest
     */
    static ObjectNode entry(
            Signal signal, long id, Judged judged, String why, List<Suspect> offered, long seen, String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("signalId", Long.toString(id));
        body.put("source", SignalTable.text(signal.source()));
        body.put("type", SignalTable.text(signal.type()));
        body.put("title", SignalTable.text(signal.title()));
        body.put("score", signal.score());
        body.put("sample", signal.sample());
        body.set("evidence", lines(signal));
        judged.playbook().ifPresent(name -> body.put("playbook", name));
        body.put("why", why);
        judged.team().ifPresent(team -> body.put("team", Text.shown(team, MOST_OF_A_LINE)));
        ArrayNode checklist = body.putArray("checklist");
        judged.checklist().stream().limit(MOST_LINES).forEach(line -> checklist.add(Text.shown(line, MOST_OF_A_LINE)));
        if (!offered.isEmpty()) {
            ArrayNode all = body.putArray("offered");
            offered.stream().limit(MOST_LINES).map(SignalJson::suspect).forEach(all::add);
        }
        body.put("seen", seen);
        return body.put("text", text);
    }

    /** Whom it names, as it was kept. */
    static List<Suspect> suspects(String json) {
        List<Suspect> all = new ArrayList<>();
        read(json)
                .forEach(suspect -> all.add(new Suspect(
                        SuspectType.byId(suspect.path("type").asText()).orElseThrow(),
                        suspect.path("value").asText(),
                        Optional.ofNullable(suspect.path("account").asText(null)))));
        return all;
    }

    /** Whom it names, as {@code type value}, with the account where it was said. */
    static List<String> suspectLines(String json) {
        List<String> all = new ArrayList<>();
        read(json)
                .forEach(suspect -> all.add(suspect.path("type").asText() + " "
                        + suspect.path("value").asText()
                        + (suspect.has("account")
                                ? " of " + suspect.path("account").asText()
                                : "")));
        return all;
    }

    static List<String> lines(String json) {
        List<String> all = new ArrayList<>();
        read(json).forEach(line -> all.add(line.asText()));
        return all;
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is kept of a signal is damaged", e);
        }
    }

    private static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers always has a JSON form", e);
        }
    }
}
