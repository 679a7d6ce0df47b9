package io.stakeout.drill.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.trail.ApiEvent;

/**
 * What an operation answers.
 *
 * @param result names as AWS's API spells them; an {@link java.time.Instant} is put as a POJO
 * @param recorded what CloudTrail tells as {@code responseElements}, when it isn't what follows from the result
 * @param body bytes instead of a result
 * @param twin another account whose CloudTrail tells of the call, too
 */
public record Answer(
        ObjectNode result,
        Optional<ObjectNode> recorded,
        Optional<byte[]> body,
        Map<String, String> headers,
        int status,
        List<ApiEvent.Resource> resources,
        Optional<String> twin) {

    /** Nothing but success. */
    public static Answer nothing() {
        return of(JsonNodeFactory.instance.objectNode());
    }

    public static Answer of(ObjectNode result) {
        return new Answer(result, Optional.empty(), Optional.empty(), Map.of(), 200, List.of(), Optional.empty());
    }

    /** The answer to a read: names of members in order, values as they are. */
    public static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    public Answer recordedAs(ObjectNode elements) {
        return new Answer(result, Optional.of(elements), body, headers, status, resources, twin);
    }

    public Answer withBody(byte[] bytes) {
        return new Answer(result, recorded, Optional.of(bytes), headers, status, resources, twin);
    }

    public Answer withHeaders(Map<String, String> changed) {
        return new Answer(result, recorded, body, changed, status, resources, twin);
    }

    public Answer withStatus(int changed) {
        return new Answer(result, recorded, body, headers, changed, resources, twin);
    }

    public Answer touching(ApiEvent.Resource... touched) {
        return new Answer(result, recorded, body, headers, status, List.of(touched), twin);
    }

    /** A call that reaches into another account is told there as well. */
    public Answer toldIn(String account) {
        return new Answer(result, recorded, body, headers, status, resources, Optional.of(account));
    }
}
