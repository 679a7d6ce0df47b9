package io.stakeout.notify.slack.in;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Slack's end of Socket Mode on loopback: greets, sends envelopes, keeps acknowledgements, and hangs up. */
final class LoopbackSocket extends WebSocketServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<WebSocket> connections = new CopyOnWriteArrayList<>();
    private final List<JsonNode> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);

    LoopbackSocket() {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        setReuseAddr(true);
        setDaemon(true);
    }

    /** Listens, and says where. */
    String listen() throws InterruptedException {
        start();
        started.await();
        return "ws://127.0.0.1:" + getPort() + "/link/?ticket=loopback";
    }

    /** How many connections there were until now. */
    int seen() {
        return connections.size();
    }

    /** What happened to connections, in order: {@code open 1}, {@code close 1}. */
    List<String> log() {
        return log;
    }

    /** By which envelope and with what answer. */
    List<JsonNode> acknowledged(String envelope) {
        return acknowledged.stream()
                .filter(node -> node.path("envelope_id").asText().equals(envelope))
                .toList();
    }

    void send(String type, String envelope, JsonNode payload) {
        ObjectNode node = JSON.createObjectNode()
                .put("type", type)
                .put("envelope_id", envelope)
                .put("accepts_response_payload", true);
        node.set("payload", payload);
        newest().send(node.toString());
    }

    void sendRaw(String text) {
        newest().send(text);
    }

    /** As when the network breaks. */
    void drop() {
        newest().closeConnection(1006, "dropped");
    }

    private WebSocket newest() {
        return connections.get(connections.size() - 1);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        connections.add(connection);
        log.add("open " + connections.size());
        connection.send("{\"type\":\"hello\",\"num_connections\":1}");
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
        log.add("close " + (connections.indexOf(connection) + 1));
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
        try {
            acknowledged.add(JSON.readTree(message));
        } catch (JsonProcessingException e) {
            log.add("no JSON: " + message);
        }
    }

    @Override
    public void onError(WebSocket connection, Exception error) {
        log.add("error " + error);
    }

    @Override
    public void onStart() {
        started.countDown();
    }
}
