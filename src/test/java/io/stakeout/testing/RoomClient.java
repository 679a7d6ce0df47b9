package io.stakeout.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import io.restassured.path.json.JsonPath;

/**
 * A program that watches a room over its socket and remembers the numbers of the entries that it was told, and when.
 * Thread-safe.
 */
public final class RoomClient implements AutoCloseable, WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();
    private final List<Long> seqs = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private final BiConsumer<String, Long> told;
    private WebSocket socket;

    private RoomClient(BiConsumer<String, Long> told) {
        this.told = told;
    }

    /** @param told the event id of each activity, and {@link System#nanoTime} of its frame; on the socket's thread */
    public static RoomClient open(
            HttpClient http,
            String address,
            String operator,
            String password,
            String incident,
            BiConsumer<String, Long> told) {
        String pair = operator + ":" + password;
        RoomClient client = new RoomClient(told);
        client.socket = http.newWebSocketBuilder()
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .buildAsync(URI.create(address.replaceFirst("^http", "ws") + "ws/incidents/" + incident), client)
                .join();
        client.socket.sendText("{\"type\":\"hello\",\"afterSeq\":0}", true).join();
        return client;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            long now = System.nanoTime();
            frame(text.toString(), now);
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void frame(String json, long now) {
        JsonPath frame = JsonPath.from(json);
        String type = frame.getString("type");
        if (type.equals("snapshot") || type.equals("batch")) {
            List<String> ids = frame.getList("entries.eventId");
            ids.stream().filter(id -> id != null).forEach(id -> told.accept(id, now));
            synchronized (this) {
                seqs.addAll(frame.getList("entries.seq", Long.class));
            }
        } else if (type.equals("gap") || type.equals("bye")) {
            synchronized (this) {
                trouble.add(json);
            }
        }
    }

    /** The numbers of all entries told, in the order of their arrival. */
    public synchronized List<Long> seqs() {
        return List.copyOf(seqs);
    }

    /** Gaps and farewells. */
    public synchronized List<String> trouble() {
        return List.copyOf(trouble);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
