package io.stakeout.web.live;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.incident.Alarms;
import io.stakeout.ingest.LaneMarks;
import io.stakeout.ingest.StreamState;

/** What a beat says of the pipeline: the same for every room, so read once for all of them. */
@ApplicationScoped
class Pulse {

    private final LaneMarks lanes;
    private final StreamState stream;
    private final Alarms alarms;

    Pulse(LaneMarks lanes, StreamState stream, Alarms alarms) {
        this.lanes = lanes;
        this.stream = stream;
        this.alarms = alarms;
    }

    /** The fields {@code lanes}, {@code consumer} and {@code pipelineAlarms}. */
    ObjectNode read() {
        ObjectNode pulse = JsonNodeFactory.instance.objectNode();
        ArrayNode all = pulse.putArray("lanes");
        lanes.lanes().forEach(lane -> add(all.addObject(), lane));
        StreamState.View view = stream.view();
        ObjectNode consumer =
                pulse.putObject("consumer").put("phase", view.phase().name());
        view.why().ifPresent(why -> consumer.put("why", why));
        consumer.put("since", view.since().toString()).put("refilling", view.refilling());
        return pulse.put("pipelineAlarms", alarms.lately());
    }

    private static void add(ObjectNode json, LaneMarks.Whole lane) {
        json.put("lane", lane.lane().name());
        json.put("newestArrivedAt", lane.newestArrivedAt().toString());
        lane.silentSince().map(Instant::toString).ifPresent(since -> json.put("silentSince", since));
    }
}
