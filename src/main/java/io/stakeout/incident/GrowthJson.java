package io.stakeout.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.incident.lineage.Said;

/** What a room is told of a lineage that has grown, as the JSON of its entry. */
final class GrowthJson {

    private GrowthJson() {}

    static ObjectNode of(Said said) {
        ObjectNode body = EntryJson.object().put("action", said.action()).put("text", said.text());
        said.identity().ifPresent(id -> body.put("identityId", Long.toString(id)));
        said.about().ifPresent(about -> {
            put(body, "label", about.label());
            put(body, "relation", about.relation());
            put(body, "certainty", about.certainty());
            put(body, "how", about.how());
            put(body, "eventId", about.eventId());
        });
        return body;
    }

    private static void put(ObjectNode body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }
}
