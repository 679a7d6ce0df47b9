package io.stakeout.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** CloudTrail's LookupEvents on loopback, in the shapes that AWS answers with, two events a page. */
public final class EventHistory implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;

    /** What was asked: the attribute as {@code AccessKeyId=AKIA…}, and the token of the page. */
    public record Asked(String attribute, String token, int most) {}

    private final HttpServer server;
    private final Map<String, List<String>> records = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Deque<String> refusals = new ArrayDeque<>();

    public EventHistory() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param attribute for example {@code Username=bob} */
    public synchronized void holds(String attribute, String... some) {
        records.computeIfAbsent(attribute, a -> new ArrayList<>()).addAll(List.of(some));
    }

    /** The next calls are refused, each with one of these codes. */
    public synchronized void refuses(String... codes) {
        refusals.addAll(List.of(codes));
    }

    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (!target.endsWith("CloudTrail_20131101.LookupEvents")) {
                send(exchange, 400, error("UnknownOperationException", target));
                return;
            }
            send(exchange, request);
        }
    }

    private synchronized void send(HttpExchange exchange, JsonNode request) throws IOException {
        JsonNode attribute = request.at("/LookupAttributes/0");
        String name = attribute.path("AttributeKey").asText() + "="
                + attribute.path("AttributeValue").asText();
        String token = request.path("NextToken").asText(null);
        asked.add(new Asked(name, token, request.path("MaxResults").asInt()));
        String refusal = refusals.poll();
        if (refusal != null) {
            send(exchange, 400, error(refusal, "Rate exceeded"));
            return;
        }
        List<String> all = records.getOrDefault(name, List.of());
        int from = token == null ? 0 : Integer.parseInt(token.substring(token.lastIndexOf(' ') + 1));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode events = answer.putArray("Events");
        for (String record : all.subList(from, Math.min(all.size(), from + PAGE))) {
            events.add(event(record));
        }
        if (from + PAGE < all.size()) {
            answer.put("NextToken", "token " + (from + PAGE));
        }
        send(exchange, 200, answer);
    }

    private static ObjectNode event(String record) throws IOException {
        JsonNode parsed = JSON.readTree(record);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("AccessKeyId", parsed.at("/userIdentity/accessKeyId").asText());
        event.put("CloudTrailEvent", record);
        event.put("EventId", parsed.path("eventID").asText());
        event.put("EventName", parsed.path("eventName").asText());
        event.put("EventSource", parsed.path("eventSource").asText());
        event.put("EventTime", Instant.parse(parsed.path("eventTime").asText()).getEpochSecond());
        event.put("ReadOnly", "true");
        event.putArray("Resources");
        event.put("Username", parsed.at("/userIdentity/userName").asText());
        return event;
    }

    private static ObjectNode error(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("__type", code).put("message", message);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
