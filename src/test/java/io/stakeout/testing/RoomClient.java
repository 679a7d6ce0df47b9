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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that watches a room over its socket and remembers the numbers of the entries that it was told, and when.
 * Thread-safe.
 */
public final class RoomClient implements AutoCloseable, WebSocket.Listener {

    /** Each entry begins so; that of an activity goes on with whose it is, its time and its event id. */
    private static final Pattern ENTRY = Pattern.compile("\\{\"seq\":(\\d+),\"kind\":\"(?:activity\","
            + "(?:\"identityId\":\"\\d+\",)?\"at\":\"[^\"]*\",\"eventId\":\"([^\"]*)\")?");

    private final StringBuilder text = new StringBuilder();
    private final List<Long> seqs = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private final BiConsumer<String, Long> told;
    private WebSocket socket;

    private RoomClient(BiConsumer<String, Long> told) {
        this.told = told;
    }

    /**
     * @param afterSeq the number of the last entry that is known; 0 for somebody new
     * @param told the event id of each activity, and {@link System#nanoTime} of its frame; on the socket's thread
     */
    public static RoomClient open(
            HttpClient http,
            String address,
            String operator,
            String password,
            String incident,
            long afterSeq,
            BiConsumer<String, Long> told) {
        String pair = operator + ":" + password;
        RoomClient client = new RoomClient(told);
        client.socket = http.newWebSocketBuilder()
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .buildAsync(
                        URI.create(address.replaceFirst("^http", "ws")).resolve("/ws/incidents/" + incident), client)
                .join();
        client.socket
                .sendText("{\"type\":\"hello\",\"afterSeq\":" + afterSeq + "}", true)
                .join();
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

    /** By patterns and not by a parser: a thousand of these run beside what they measure. */
    private void frame(String json, long now) {
        Matcher entry = ENTRY.matcher(json);
        List<Long> numbers = new ArrayList<>();
        while (entry.find()) {
            numbers.add(Long.parseLong(entry.group(1)));
            if (entry.group(2) != null) {
                told.accept(entry.group(2), now);
            }
        }
        synchronized (this) {
            seqs.addAll(numbers);
            if (json.contains("\"type\":\"gap\"") || json.contains("\"type\":\"bye\"")) {
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
