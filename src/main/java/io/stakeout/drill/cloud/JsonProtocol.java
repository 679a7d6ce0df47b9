package io.stakeout.drill.cloud;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;

/** The JSON protocol (1.1) of Organizations and CloudTrail: the operation's name is in {@code X-Amz-Target}. */
final class JsonProtocol implements Protocol {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Asked read(Incoming request) throws ApiError {
        String target = request.header("x-amz-target").orElse("");
        String operation = target.substring(target.lastIndexOf('.') + 1);
        if (operation.isEmpty()) {
            throw new ApiError("UnknownOperationException", 400, "The request names no operation.");
        }
        try {
            JsonNode body =
                    request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : JSON.readTree(request.body());
            if (body instanceof ObjectNode parameters) {
                return new Asked(operation, new Parameters(parameters), new byte[0]);
            }
        } catch (IOException e) {
            throw new ApiError(
                    "SerializationException",
                    400,
                    "The body is no JSON: " + e.getClass().getSimpleName());
        }
        throw new ApiError("SerializationException", 400, "The body is no JSON object.");
    }

    @Override
    public Outgoing answer(Operation operation, Answer answer, String requestId) {
        return outgoing(200, timesAsNumbers(answer.result()), requestId);
    }

    @Override
    public Outgoing error(ApiError error, String requestId) {
        ObjectNode body = JSON.createObjectNode();
        body.put("__type", error.code());
        body.put("message", error.getMessage());
        body.put("Message", error.getMessage());
        return outgoing(error.status(), body, requestId);
    }

    /** Times are seconds since 1970. */
    private static JsonNode timesAsNumbers(JsonNode node) {
        if (node instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            return JSON.getNodeFactory().numberNode(time.getEpochSecond());
        }
        if (node instanceof ObjectNode structure) {
            ObjectNode copy = JSON.createObjectNode();
            structure.properties().forEach(member -> copy.set(member.getKey(), timesAsNumbers(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JSON.createArrayNode();
            list.forEach(element -> copy.add(timesAsNumbers(element)));
            return copy;
        }
        return node;
    }

    private static Outgoing outgoing(int status, JsonNode body, String requestId) {
        try {
            return new Outgoing(
                    status,
                    Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-RequestId", requestId),
                    JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers always has a JSON form", e);
        }
    }
}
