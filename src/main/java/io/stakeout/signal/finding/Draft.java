package io.stakeout.signal.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Text;

/**
 * A signal while it is read: begins with what the event's envelope says, and bounds everything that is put in. Texts are
 * made safe to show; what is cut ends in a mark.
 */
final class Draft {

    static final int MAX_WORD = 200;
    static final int MAX_TITLE = 300;
    static final int MAX_LINE = 500;
    static final int MAX_LINES = 50;
    static final int MAX_TAGS = 50;

    private static final String SAMPLE = "[SAMPLE]";

    private final Event event;
    private final Who who = new Who();
    private final List<String> evidence = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, Integer> unread = new LinkedHashMap<>();
    private int lost;
    private String id;
    private String type;
    private String title;
    private String nobody = "It names no principal of AWS.";
    private int score;
    private Optional<String> account;
    private Optional<String> region;
    private Optional<Instant> observedAt;
    private long count = 1;
    private boolean sample;
    private boolean active = true;
    private boolean startWatch;

    private Draft(Event event) {
        this.event = event;
        this.id = event.id();
        this.type = event.detailType();
        this.title = event.detailType();
        this.account = event.account();
        this.region = event.region();
        this.observedAt = event.time();
    }

    static Draft of(Event event) {
        return new Draft(event);
    }

    Who who() {
        return who;
    }

    Optional<String> account() {
        return account;
    }

    boolean isSample() {
        return sample;
    }

    Draft id(Optional<String> told) {
        id = told.orElse(id);
        return this;
    }

    Draft type(Optional<String> told) {
        type = told.orElse(type);
        return this;
    }

    Draft title(Optional<String> told) {
        title = told.orElse(title);
        return this;
    }

    Draft score(OptionalInt told) {
        score = told.orElse(score);
        return this;
    }

    Draft score(int of) {
        score = of;
        return this;
    }

    /** Where it was found; the envelope's otherwise. */
    Draft at(Optional<String> toldAccount, Optional<String> toldRegion) {
        account = toldAccount.or(() -> account);
        region = toldRegion.or(() -> region);
        return this;
    }

    Draft observed(Optional<Instant> told) {
        observedAt = told.or(() -> observedAt);
        return this;
    }

    Draft count(OptionalLong told) {
        count = told.orElse(count);
        return this;
    }

    /** Before anybody is named: samples hold placeholders. */
    Draft sample(boolean is) {
        sample |= is;
        if (sample) {
            who.inSample();
        }
        return this;
    }

    /** AWS's detectors begin the title of a sample with a mark. Call it with titles that AWS writes only. */
    Draft sampleByTitle(Optional<String> told) {
        return sample(told.filter(text -> text.startsWith(SAMPLE)).isPresent());
    }

    Draft active(boolean is) {
        active = is;
        return this;
    }

    Draft startWatch(boolean asked) {
        startWatch = asked;
        return this;
    }

    /** What is said when nobody is named and nothing stood where somebody is named. */
    Draft nobody(String why) {
        nobody = Text.shown(why, MAX_LINE);
        return this;
    }

    Draft line(String text) {
        if (evidence.size() < MAX_LINES) {
            evidence.add(Text.shown(text, MAX_LINE));
        } else {
            lost++;
        }
        return this;
    }

    /** A line {@code label: value}; none when there is no value. */
    Draft line(String label, Optional<String> value) {
        value.ifPresent(text -> line(label + ": " + text));
        return this;
    }

    Draft tag(Optional<String> key, Optional<String> value) {
        if (key.isPresent() && value.isPresent()) {
            if (tags.size() < MAX_TAGS) {
                tags.putIfAbsent(Text.shown(key.get(), MAX_WORD), Text.shown(value.get(), MAX_LINE));
            } else {
                unread.merge("tags", 1, Integer::sum);
            }
        }
        return this;
    }

    /** Tags as a list of {@code {key, value}}. */
    Draft tags(JsonNode list, String key, String value) {
        Nodes.list(list).forEach(tag -> tag(Nodes.text(tag, key), Nodes.text(tag, value)));
        return this;
    }

    /** The beginning of a list in which principals are named; how much more there is will be said. */
    List<JsonNode> beginning(JsonNode list, String of) {
        if (list.isArray() && list.size() > Nodes.MAX_LIST) {
            unread.put(of, list.size() - Nodes.MAX_LIST);
        }
        return Nodes.list(list);
    }

    Signal signal() {
        List<String> lines = new ArrayList<>(evidence);
        if (lost > 0) {
            lines.add("… and " + lost + " more lines");
        }
        unread.forEach((of, more) -> lines.add("… and " + more + " more " + of + ", not read"));
        if (who.more() > 0) {
            lines.add("… and " + who.more() + " more whom it names: " + Who.MOST + " are taken");
        }
        return new Signal(
                Text.shown(event.source(), MAX_WORD),
                Ids.bounded(id),
                Text.shown(event.detailType(), MAX_WORD),
                Text.shown(type, MAX_WORD),
                score,
                Text.shown(title, MAX_TITLE),
                who.suspects(),
                who.isNobody() ? Optional.of(who.refused().orElse(nobody)) : Optional.empty(),
                account,
                region,
                lines,
                observedAt,
                count,
                sample,
                active,
                startWatch,
                Optional.empty(),
                tags);
    }
}
