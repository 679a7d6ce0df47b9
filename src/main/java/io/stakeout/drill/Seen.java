package io.stakeout.drill;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.stakeout.incident.EntryLine;
import io.stakeout.incident.Timeline;

/** Which events a room has shown, and in which row. Reads on from where it stopped. Thread-safe. */
final class Seen {

    private static final JsonMapper JSON = new JsonMapper();

    private final Timeline timeline;
    private final long incident;
    private final Map<String, Long> rows = new HashMap<>();
    private long head;

    Seen(Timeline timeline, long incident) {
        this.timeline = timeline;
        this.incident = incident;
    }

    /** Rows by event id. */
    synchronized Map<String, Long> rows() {
        List<EntryLine> page = next();
        while (!page.isEmpty()) {
            page.forEach(this::look);
            page = next();
        }
        return Map.copyOf(rows);
    }

    private List<EntryLine> next() {
        return timeline.after(incident, head, Timeline.MOST_PER_PAGE);
    }

    private void look(EntryLine line) {
        head = line.seq();
        try {
            JsonNode entry = JSON.readTree(line.json());
            if (entry.path("kind").asText().equals("activity")) {
                rows.put(entry.path("eventId").asText(), line.seq());
            }
        } catch (IOException e) {
            throw new IllegalStateException("entry " + line.seq() + " of incident " + incident + " is no JSON", e);
        }
    }
}
